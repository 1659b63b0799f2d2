package io.tidemark.collector.feed;

import io.tidemark.core.fact.Fact;
import io.tidemark.exchange.protocol.TradesNote;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Something that a feed wants done. */
public sealed interface FeedAction {

  /** Open a connection; its end is told once, whatever became of it. */
  record Connect(int connection, URI uri) implements FeedAction {}

  /**
   * Ask by HTTP POST where to connect to, then open that connection; its end is told once, whatever
   * became of it.
   *
   * @param ticket what is asked
   * @param address what the answer says; empty if it does not
   */
  record ConnectByTicket(int connection, URI ticket, Function<String, Optional<URI>> address)
      implements FeedAction {}

  /** Send a text. */
  record Send(int connection, String text) implements FeedAction {}

  /** Send a ping frame. */
  record Ping(int connection) implements FeedAction {}

  /** End the connection at once, without waiting for the other side. Its end is not told. */
  record Abort(int connection) implements FeedAction {}

  /** Ask for something by HTTP GET; the answer is told once. */
  record Request(URI uri) implements FeedAction {}

  /** Hand a fact on. */
  record Publish(Fact fact) implements FeedAction {}

  /**
   * Hand on a part of an instrument's past, all of it at once: it is written before anything that
   * is handed on later.
   */
  record PublishHistory(List<Fact> facts) implements FeedAction {}

  /**
   * From here on the instrument's trades are handed on like this: nothing to do, but a recording
   * says it, so that its reader does the same.
   */
  record HandOnTrades(String instrument, TradesNote.State state) implements FeedAction {}

  /**
   * Leave the answer to this request, which is being dealt with, out of a recording: the feed goes
   * on as if it had not come.
   */
  record PassOver(URI request) implements FeedAction {}

  /**
   * Say what became of a message that is not as it should be, or of the feed.
   *
   * @param kind of what is said, to count it by
   * @param words for people
   */
  record Report(Kind kind, String words) implements FeedAction {

    /** What is counted. */
    public enum Kind {
      CONNECTED,
      DISCONNECTED,
      SILENT,
      BOOK_LOST,
      RESYNCED,
      REFUSED,
      HANDED_OVER,
      HELD_BACK,
      TRADES_LOST,
      RENUMBERED,
      HISTORY_SHORT,
      FAILED
    }
  }
}
