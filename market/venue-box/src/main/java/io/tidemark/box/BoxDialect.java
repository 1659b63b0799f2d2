package io.tidemark.box;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a venue in the box talks: its side of a venue's dialect. */
public interface BoxDialect {

  /** Whether the venue can do this wrong. */
  boolean knows(BoxFault fault);

  /** The symbols whose books the text subscribes to; empty if it does no such thing. */
  Set<String> subscribesTo(String text);

  /** The symbols whose books the connection's path subscribes to. */
  Set<String> subscribesByPath(String path);

  /** What else a text is answered with, before what it subscribes to. */
  default List<String> answers(String text) {
    return List.of();
  }

  /**
   * The text with its number on the connection, where the venue numbers its messages.
   *
   * @param number from 0 on
   * @param connection that of no other connection that stands
   */
  default String numbered(String text, long number, int connection) {
    return text;
  }

  /** The text as bytes, where the venue sends bytes; empty where it sends texts. */
  default Optional<byte[]> bytes(String text) {
    return Optional.empty();
  }

  /** What a subscription of a book is answered with. */
  List<String> onSubscription(BoxMarket market);

  /** The messages that tell a change of a book. */
  List<String> changes(BoxMarket market, BoxMarket.Change change, long previous);

  /**
   * The best levels as another subscription has them; empty if messages do not tell which it is.
   */
  default Optional<String> otherDepth(BoxMarket market) {
    return Optional.empty();
  }

  /** What is sent before the venue closes a connection; empty where it just closes. */
  default Optional<String> farewell() {
    return Optional.empty();
  }

  String trade(BoxMarket market, BoxMarket.Deal deal);

  /** What is sent each second whatever happens. */
  List<String> heartbeat(BoxMarket market);

  /** The answer to a request for the list of instruments; empty if the path asks for another. */
  Optional<String> list(String path, List<BoxMarket> markets);

  /** Whether trades that were missed can be asked for. */
  default boolean answersPastTrades() {
    return false;
  }

  /** The answer to a request for the last trades; empty if the path asks for others. */
  Optional<String> trades(String path, BoxMarket market);

  /** The answer to a request that goes before a connection; empty if there is no such request. */
  default Optional<String> ticket(String path) {
    return Optional.empty();
  }

  /** What is asked for a snapshot; empty where it comes in the stream. */
  default String snapshotPath(BoxMarket market) {
    return "";
  }

  /** The answer to a request for candles of a minute; empty if the path asks for others. */
  default Optional<String> candles(String path, BoxMarket market) {
    return Optional.empty();
  }

  /** The answer to a request for what no stream says; empty if the path asks for something else. */
  default Optional<String> asked(String path, BoxMarket market) {
    return Optional.empty();
  }

  /** The answer to a request for a snapshot; empty if the path asks for another. */
  Optional<String> snapshot(String path, BoxMarket market);
}
