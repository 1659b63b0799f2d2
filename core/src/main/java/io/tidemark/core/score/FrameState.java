package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;

/** Where bars of one length beside the set's own stand, for one instrument. */
public final class FrameState {

  /** Length of the bars, µs. */
  public final long length;

  /** Bar building. */
  public final BarState bars = new BarState();

  /** Closed bars taken in since the last reset; counts no further than the warm-up. */
  public int closedBars;

  /** A frame that has seen nothing. */
  public FrameState(long length) {
    this.length = length;
  }
}
