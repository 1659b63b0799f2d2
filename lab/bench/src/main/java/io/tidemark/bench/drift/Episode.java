package io.tidemark.bench.drift;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.DriftStatus;
import java.util.Locale;
import java.util.Objects;

/**
 * A warning or a pause of a gate over recorded rows.
 *
 * @param opened what the gate said when it began
 * @param from row at which it began
 * @param to row at which it ended; {@link #LASTS} if it had not at the end of the rows
 */
record Episode(DriftAlert opened, int from, int to) {

  static final int LASTS = -1;

  boolean isPause() {
    return opened.status() == DriftStatus.PAUSED;
  }

  /** The series that began it. */
  String series() {
    return opened.tested().name();
  }

  /** Its distance over its threshold, when it began. */
  double reached() {
    return opened.tested().distance() / opened.tested().threshold();
  }

  DriftEvidence evidence() {
    return Objects.requireNonNull(opened.evidence(), "an alert opens upon evidence");
  }

  /** How the live window differed from the reference, out of the gate's evidence. */
  String difference() {
    DriftEvidence evidence = evidence();
    if (Double.isNaN(evidence.change().shift())) {
      return "the reference is constant";
    }
    return String.format(
        Locale.ROOT,
        "mean %+.2f sd, spread x %.2f",
        evidence.change().shift(),
        evidence.change().scale());
  }
}
