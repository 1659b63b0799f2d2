package io.tidemark.core.bar;

import io.tidemark.core.state.HeapSize;

/** Where bar building stands for one instrument. */
public final class BarState {

  /** No bar yet. */
  public static final long NONE = Long.MIN_VALUE;

  /** Of heap, with the bar that is forming. */
  public static final long HEAP_BYTES =
      HeapSize.object(2 * Long.BYTES + 1 + HeapSize.REFERENCE + Double.BYTES + Integer.BYTES)
          + Bar.HEAP_BYTES;

  /** Start of the bar that is forming, µs; {@link #NONE} before the first event. */
  public long formingStart = NONE;

  /** Whether all of the forming bar has been observed so far. */
  public boolean complete;

  /** The forming bar; empty if {@code updates} is 0. */
  public final Bar forming = new Bar();

  /** Start of the last bar that was handed on, µs; {@link #NONE} before the first. */
  public long lastStart = NONE;

  /** Close of that bar. */
  public double lastClose = Double.NaN;

  /** How many flat bars in a row were handed on last. */
  public int flats;

  /** Whether bar building stands bit for bit where it stands in another state. */
  public boolean isLike(BarState other) {
    return formingStart == other.formingStart
        && complete == other.complete
        && lastStart == other.lastStart
        && Double.doubleToLongBits(lastClose) == Double.doubleToLongBits(other.lastClose)
        && flats == other.flats
        && forming.isLike(other.forming);
  }
}
