package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What protocols of JSON messages have in common: what is not of the promised shape becomes a
 * reason. Subclasses are told what was said and may throw {@link BadMessageException}; it ends
 * here, or in {@link TrackedBook} where a book is lost by it.
 */
public abstract class JsonProtocol implements Protocol {

  /** Trades of one time are in the order of their numbers, where they have some. */
  private static final Comparator<Trade> OLDEST_FIRST =
      Comparator.comparingLong(Trade::eventTime)
          .thenComparing(JsonProtocol::number, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Reads a part of a message that stands for itself. */
  @FunctionalInterface
  protected interface Part {

    /**
     * At least one outcome.
     *
     * @throws BadMessageException if a field is missing or of another type
     */
    List<Outcome> read() throws BadMessageException;
  }

  /** Reads one row of a message. */
  @FunctionalInterface
  protected interface Row {

    /**
     * At least one outcome.
     *
     * @throws BadMessageException if a field is missing or of another type
     */
    List<Outcome> read(JsonNode row) throws BadMessageException;
  }

  @Override
  public final List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED -> {
        connected(message.url());
        yield passed(NoFact.CONNECTION);
      }
      case SENT -> {
        if (Json.parse(message.text()) instanceof Parsed.Valid<JsonNode> json) {
          sent(json.value(), message.at());
        }
        yield passed(NoFact.CONNECTION);
      }
      case CONFIGURATION -> passed(NoFact.CONNECTION);
      case ANSWER, RECEIVED -> parsed(message);
    };
  }

  private List<Outcome> parsed(Message message) {
    boolean received = message.kind() == Message.Kind.RECEIVED;
    Parsed<JsonNode> json = parse(message.text());
    if (json instanceof Parsed.Valid<JsonNode> valid) {
      JsonNode node = valid.value();
      return part(
          () ->
              received
                  ? received(node, message.at())
                  : answered(message.url(), node, message.at()));
    }
    if (received && isHeartbeat(message.text())) {
      return passed(NoFact.HEARTBEAT);
    }
    if (received) {
      unreadable();
    }
    Parsed.Rejected<JsonNode> rejected = (Parsed.Rejected<JsonNode>) json;
    return refused(rejected.reason(), rejected.detail());
  }

  /** The tree of what was received or answered, or why the text is none. */
  protected Parsed<JsonNode> parse(String text) {
    return Json.parse(text);
  }

  /**
   * A connection was opened. One protocol may be fed from several connections, so this alone ends
   * no book, unless the venue's snapshots always follow it.
   */
  protected void connected(String url) {}

  /** The client said something, such as what it subscribes to. */
  protected void sent(JsonNode message, long at) {}

  /** Something was received that is no JSON: without a chain, it may have been any change. */
  protected void unreadable() {}

  /** Whether a text that is no JSON says that the connection lives. */
  protected boolean isHeartbeat(String text) {
    return false;
  }

  /**
   * What the answer to a REST request means.
   *
   * @param at when it was received, µs since the epoch
   */
  protected abstract List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException;

  /**
   * What a message of the stream means.
   *
   * @param at when it was received, µs since the epoch
   */
  protected abstract List<Outcome> received(JsonNode message, long at) throws BadMessageException;

  /**
   * The trades in an answer, the oldest first; a row that is none is left out.
   *
   * @param rows where the answer has them
   */
  protected static List<Trade> pastTrades(
      Message answer, UnaryOperator<JsonNode> rows, Row reading) {
    if (!(Json.parse(answer.text()) instanceof Parsed.Valid<JsonNode> json)) {
      return List.of();
    }
    List<Trade> trades = new ArrayList<>();
    for (Outcome outcome : each(rows.apply(json.value()), reading)) {
      if (outcome instanceof Outcome.Known known && known.fact() instanceof Trade trade) {
        trades.add(trade);
      }
    }
    boolean newestFirst =
        !trades.isEmpty() && trades.get(0).eventTime() > trades.get(trades.size() - 1).eventTime();
    if (newestFirst) {
      Collections.reverse(trades);
    }
    trades.sort(OLDEST_FIRST);
    return trades;
  }

  /** Ids that are no numbers say nothing of an order. */
  private static @Nullable Long number(Trade trade) {
    return trade.tradeId().matches("\\d{1,18}") ? Long.valueOf(trade.tradeId()) : null;
  }

  /** What the part means; if it cannot be read, that does not take others with it. */
  protected static List<Outcome> part(Part part) {
    try {
      return part.read();
    } catch (BadMessageException e) {
      return refused(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  /** What each row means; {@link NoFact#NOT_KEPT} if there is none. */
  protected static List<Outcome> each(JsonNode rows, Row reading) {
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    rows.forEach(row -> outcomes.addAll(part(() -> reading.read(row))));
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  /** What a list of instruments means whose rows mean these: one outcome, if all passed. */
  protected static List<Outcome> described(List<Outcome> rows) {
    return rows.stream().allMatch(row -> row instanceof Outcome.Passed)
        ? passed(NoFact.REFERENCE)
        : rows;
  }

  protected static List<Outcome> passed(NoFact why) {
    return List.of(new Outcome.Passed(why));
  }

  protected static List<Outcome> refused(RejectReason reason, String detail) {
    return List.of(new Outcome.Refused(reason, detail));
  }

  protected static List<Outcome> unknownSymbol(String symbol) {
    return refused(RejectReason.UNKNOWN_INSTRUMENT, "the symbol '" + symbol + "' is not known");
  }

  /** The symbol's own letters do not tell what it stands for, or what it is counted in. */
  protected static List<Outcome> needsList(String symbol) {
    return refused(
        RejectReason.UNKNOWN_INSTRUMENT,
        "what '" + symbol + "' is counted in is not known: the venue's instrument list is needed");
  }

  /** The venue says that something went wrong, such as a subscription that it refuses. */
  protected static List<Outcome> error(JsonNode what) {
    return refused(
        RejectReason.INCONSISTENT,
        "the venue reports an error: " + (what.isTextual() ? what.textValue() : what));
  }
}
