package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;

/** What became of a message, or of one part of it. */
public sealed interface Outcome {

  /** A fact. */
  record Known(Fact fact) implements Outcome {}

  /** The message is as it should be, and holds no fact. */
  record Passed(NoFact why) implements Outcome {}

  /**
   * The message is not as it should be.
   *
   * @param reason the closed reason
   * @param detail one sentence for people
   */
  record Refused(RejectReason reason, String detail) implements Outcome {}

  /** What was parsed, as an outcome. */
  static Outcome of(Parsed<? extends Fact> parsed) {
    if (parsed instanceof Parsed.Rejected<? extends Fact> rejected) {
      return new Refused(rejected.reason(), rejected.detail());
    }
    return new Known(((Parsed.Valid<? extends Fact>) parsed).value());
  }
}
