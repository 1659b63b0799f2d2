package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;
import io.tidemark.core.bar.TradeBarState;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.state.HeapSize;

/** Where bars beside the set's own stand, for one instrument. */
public final class FrameState {

  /** Of heap, with its bars. */
  static final long HEAP_BYTES =
      HeapSize.object(3 * HeapSize.REFERENCE + Integer.BYTES)
          + HeapSize.object(HeapSize.REFERENCE + Double.BYTES)
          + BarState.HEAP_BYTES
          + TradeBarState.HEAP_BYTES;

  /** Which bars. */
  public final BarSpec bar;

  /** Building of bars that end at a time. */
  public final BarState bars = new BarState();

  /** Building of bars that end with a trade. */
  public final TradeBarState tradeBars = new TradeBarState();

  /** Closed bars taken in since the last reset; counts no further than the warm-up. */
  public int closedBars;

  /** A frame that has seen nothing. */
  public FrameState(BarSpec bar) {
    this.bar = bar;
  }
}
