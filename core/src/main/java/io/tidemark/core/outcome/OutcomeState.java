package io.tidemark.core.outcome;

import io.tidemark.core.state.HeapSize;

/**
 * What is remembered of the outcomes of one model on one instrument. Starts empty. Bounded by the
 * bars of the model's horizon, see {@link DueRows}.
 */
public final class OutcomeState {

  /** Rows whose outcome is not known yet. */
  DueRows due = new DueRows();

  /** The sum of each test, standard deviations; empty before the first outcome. */
  double[] sums = {};

  /** When the row was scored with which each sum last left 0, µs since the epoch; 0 while it is. */
  long[] risingSince = {};

  /** How many outcomes there were. */
  long known;

  /** How many outcomes there were since it began anew. */
  public long known() {
    return known;
  }

  /** Rows whose outcome is not known yet. */
  public int waiting() {
    return due.size();
  }

  /** Begins anew: no row waits, all sums are 0. */
  public void clear() {
    due = new DueRows();
    sums = new double[0];
    risingSince = new long[0];
    known = 0;
  }

  /** Bytes of heap that it takes. */
  public long heapBytes() {
    return HeapSize.object(3 * HeapSize.REFERENCE + Long.BYTES)
        + due.heapBytes()
        + 2 * HeapSize.array(sums.length, Double.BYTES);
  }
}
