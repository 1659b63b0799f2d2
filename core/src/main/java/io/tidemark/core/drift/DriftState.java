package io.tidemark.core.drift;

import io.tidemark.core.outcome.OutcomeState;
import io.tidemark.core.state.HeapSize;
import org.jspecify.annotations.Nullable;

/**
 * What the drift gate remembers of one instrument. Starts empty; {@link DriftGate#step} fills it.
 *
 * <p>Bounded: one ring of values for each monitor and window, one of w times, and the rows of one
 * horizon. The trees over the rings (see {@link KsWindowState}) and the prepared outcome are
 * transient: they are not written, and are built again by the first step that needs them.
 */
public final class DriftState {

  /** What is of one size, with an outcome that is prepared and an alert that is open. */
  private static final long SELF_BYTES = 640;

  /** Hash of the baseline, the model and the window that the rest belongs to. */
  long fingerprint;

  DriftStatus status = DriftStatus.FILLING;

  /** Consecutive samples with nothing that may pause beyond its pause threshold, at most w. */
  int calm;

  /** Consecutive samples with nothing beyond its warning threshold, at most w. */
  int quietFor;

  /**
   * The monitor that the verdict names; -1 while there is no verdict. Behind the monitors come the
   * outcome tests.
   */
  int named = -1;

  /** Its distance; kept so that a verdict between two samples needs no tree. */
  double distance = Double.NaN;

  /** The alert that is open; there is one exactly when the status is WARN or PAUSED. */
  @Nullable OpenAlertState open;

  KsWindowState[] windows = {};

  /** For how many samples in a row each monitor was beyond its warning threshold; at most k. */
  int[] beyondWarn = {};

  /** The same of its pause threshold. */
  int[] beyondPause = {};

  /** Event times of the last samples of any monitor, µs: a ring as long as the longest window. */
  SampleTimes times = new SampleTimes(0);

  /** What came of the model's answers; stays empty where that is not watched. */
  OutcomeState outcomes = new OutcomeState();

  /** The outcome of a step that changes nothing. */
  @Nullable DriftOutcome quiet;

  /** What {@link #heapBytes} was found to be; 0 if the windows have changed since. */
  transient long heapBytes;

  /** Bytes of heap that it takes, trees included, within a quarter. */
  public long heapBytes() {
    if (heapBytes == 0) {
      long bytes =
          SELF_BYTES
              + outcomes.heapBytes()
              + HeapSize.array(beyondWarn.length, 2 * Integer.BYTES)
              + HeapSize.array(times.ring.length, Long.BYTES)
              + HeapSize.array(windows.length, HeapSize.REFERENCE);
      for (KsWindowState window : windows) {
        bytes += window.heapBytes();
      }
      heapBytes = bytes;
    }
    return heapBytes;
  }

  /** What the gate thought at the last step. */
  public DriftStatus status() {
    return status;
  }
}
