package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.ArrayList;
import java.util.List;

/** Reads what a message says; what is not of the promised shape becomes a reason. */
@FunctionalInterface
interface Reading {

  /**
   * At least one outcome.
   *
   * @throws BadMessageException if a field is missing or of another type
   */
  List<Outcome> read(JsonNode node) throws BadMessageException;

  /** Reads one row of a message. */
  @FunctionalInterface
  interface Row {

    /**
     * What the row means.
     *
     * @throws BadMessageException if a field is missing or of another type
     */
    Outcome read(JsonNode row) throws BadMessageException;
  }

  /**
   * What the message says.
   *
   * @param unreadable called where the text is no JSON: it may have been anything
   */
  static List<Outcome> of(Message message, Reading reading, Runnable unreadable) {
    Parsed<JsonNode> parsed = Json.parse(message.text());
    if (parsed instanceof Parsed.Rejected<JsonNode> rejected) {
      unreadable.run();
      return List.of(new Outcome.Refused(rejected.reason(), rejected.detail()));
    }
    return of(((Parsed.Valid<JsonNode>) parsed).value(), reading);
  }

  /** What the message says. */
  static List<Outcome> of(Message message, Reading reading) {
    return of(message, reading, () -> {});
  }

  /** What the tree says. */
  static List<Outcome> of(JsonNode node, Reading reading) {
    try {
      return reading.read(node);
    } catch (BadMessageException e) {
      return List.of(undecodable(e));
    }
  }

  /** What each row says; a row that cannot be read does not take the others with it. */
  static List<Outcome> rows(JsonNode rows, Row reading) {
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      try {
        outcomes.add(reading.read(row));
      } catch (BadMessageException e) {
        outcomes.add(undecodable(e));
      }
    }
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  /** One message without a fact. */
  static List<Outcome> passed(NoFact why) {
    return List.of(new Outcome.Passed(why));
  }

  /** The venue itself says that something failed, such as a subscription. */
  static List<Outcome> venueSays(String what) {
    return List.of(
        new Outcome.Refused(RejectReason.INCONSISTENT, "the venue reports an error: " + what));
  }

  private static Outcome undecodable(BadMessageException e) {
    return new Outcome.Refused(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
  }
}
