package io.tidemark.core.score;

import io.tidemark.core.signal.Assessment;
import org.jspecify.annotations.Nullable;

/**
 * What FEATURES + SCORE made of one log event.
 *
 * @param intake what became of the event
 * @param assessment what the gates must hear of; null if nothing
 */
public record ScoreOutcome(Intake intake, @Nullable Assessment assessment) {

  static final ScoreOutcome DUPLICATE = new ScoreOutcome(Intake.DUPLICATE, null);
  static final ScoreOutcome LATE = new ScoreOutcome(Intake.LATE, null);
  static final ScoreOutcome SILENT = new ScoreOutcome(Intake.FACT, null);
}
