package io.tidemark.core.drift;

import org.jspecify.annotations.Nullable;

/**
 * What the drift gate remembers of one instrument. Starts empty; {@link DriftGate#step} fills it.
 *
 * <p>Bounded: one ring of w samples for each series that is looked at. The trees over the rings
 * (see {@link KsWindowState}) and the prepared outcome are transient: they are not written, and are
 * built again by the first step that needs them.
 */
public final class DriftState {

  /** Hash of the baseline, the model and the window that the rest belongs to. */
  long fingerprint;

  DriftStatus status = DriftStatus.FILLING;

  /** Consecutive samples with nothing beyond the pause threshold, at most w. */
  int calm;

  /** The series that the verdict names; -1 while there is no verdict. */
  int named = -1;

  /** Its distance; kept so that a verdict between two samples needs no tree. */
  double distance = Double.NaN;

  /** The alert that is open; there is one exactly when the status is WATCH or PAUSED. */
  @Nullable OpenAlertState open;

  KsWindowState[] windows = {};

  /** The outcome of a step that changes nothing. */
  @Nullable DriftOutcome quiet;
}
