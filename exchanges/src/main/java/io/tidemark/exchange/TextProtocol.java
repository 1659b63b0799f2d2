package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.List;

/** What protocols of JSON messages have in common: bad text becomes a reason. */
abstract class TextProtocol implements Protocol {

  @Override
  public final List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED -> {
        connected();
        yield passed(NoFact.CONNECTION);
      }
      case SENT, CONFIGURATION -> passed(NoFact.CONNECTION);
      case ANSWER, RECEIVED -> parsed(message);
    };
  }

  private List<Outcome> parsed(Message message) {
    Parsed<JsonNode> json = Json.parse(message.text());
    if (json instanceof Parsed.Rejected<JsonNode> rejected) {
      return refused(rejected.reason(), rejected.detail());
    }
    JsonNode node = ((Parsed.Valid<JsonNode>) json).value();
    try {
      return message.kind() == Message.Kind.ANSWER
          ? answered(message.url(), node)
          : received(node, message.at());
    } catch (BadMessageException e) {
      return refused(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * A connection was opened. One protocol may be fed from several connections, so this alone ends
   * no book: its next snapshot does.
   */
  void connected() {}

  /** What the answer to a REST request means. */
  abstract List<Outcome> answered(String url, JsonNode answer) throws BadMessageException;

  /**
   * What a message of the stream means.
   *
   * @param at when it was received, µs since the epoch
   */
  abstract List<Outcome> received(JsonNode message, long at) throws BadMessageException;

  static List<Outcome> passed(NoFact why) {
    return List.of(new Outcome.Passed(why));
  }

  static List<Outcome> refused(RejectReason reason, String detail) {
    return List.of(new Outcome.Refused(reason, detail));
  }

  static List<Outcome> unknownSymbol(String symbol) {
    return refused(RejectReason.UNKNOWN_INSTRUMENT, "the symbol '" + symbol + "' is not known");
  }

  /** The venue says that something went wrong, such as a subscription that it refuses. */
  static List<Outcome> error(JsonNode message) {
    return refused(RejectReason.INCONSISTENT, "the venue reports an error: " + message);
  }
}
