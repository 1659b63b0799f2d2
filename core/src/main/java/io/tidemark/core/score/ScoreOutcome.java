package io.tidemark.core.score;

import org.jspecify.annotations.Nullable;

/**
 * What FEATURES + SCORE made of one log event.
 *
 * @param intake what became of the event
 * @param assessment what the gates must hear of; null if nothing
 * @param input what the model is to be asked with: the vectors of its window, oldest first, one
 *     after the other, or the encoded closed bars and then the vector; empty if it is not asked.
 *     Valid until the next step, which uses the array again.
 */
@SuppressWarnings("ArrayRecordComponent") // lent for one step, never compared
public record ScoreOutcome(Intake intake, @Nullable Assessment assessment, float[] input) {

  private static final float[] NOT_ASKED = {};

  /** Of no event yet. */
  public static final ScoreOutcome NOTHING = new ScoreOutcome(Intake.FACT, null, NOT_ASKED);

  static final ScoreOutcome DUPLICATE = new ScoreOutcome(Intake.DUPLICATE, null, NOT_ASKED);
  static final ScoreOutcome LATE = new ScoreOutcome(Intake.LATE, null, NOT_ASKED);
  static final ScoreOutcome SILENT = new ScoreOutcome(Intake.FACT, null, NOT_ASKED);
}
