package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;
import io.tidemark.core.bar.TradeBarState;
import io.tidemark.core.feature.BarSpec;

/** Where bars beside the set's own stand, for one instrument. */
public final class FrameState {

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
