package io.tidemark.core.strategy;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.score.Prediction;
import org.jspecify.annotations.Nullable;

/** What a decision remembers of one member on one instrument: its newest answer. */
final class MemberState {

  /** Why it said nothing when it was last asked; null if it answered. */
  @Nullable Abstention abstention = Abstention.NOT_WARM;

  /** Its newest answer. */
  Prediction prediction = Prediction.NOT_ASKED;

  /** Percentile, 0 to 100; NaN without a score. */
  double strength = Double.NaN;

  /** The instrument's clock at its newest answer, µs. */
  long answeredAt;

  /** What its drift gate last said. */
  DriftVerdict drift = new DriftVerdict(DriftStatus.FILLING, "", Double.NaN, Double.NaN, 0);

  /** It says nothing from here on. */
  void silent(Abstention why) {
    abstention = why;
    prediction = Prediction.NOT_ASKED;
    strength = Double.NaN;
  }
}
