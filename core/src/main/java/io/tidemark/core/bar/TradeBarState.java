package io.tidemark.core.bar;

import io.tidemark.core.state.HeapSize;

/** Where bars of trades, whose end is no time, stand for one instrument. */
public final class TradeBarState {

  /** Of heap, with the bar of the newest trade. */
  public static final long HEAP_BYTES =
      HeapSize.object(Long.BYTES + HeapSize.REFERENCE) + Bar.HEAP_BYTES;

  /** Exchange time of the newest trade, µs; {@link BarState#NONE} before the first. */
  public long newest = BarState.NONE;

  /** The bar of the newest trade, full or not; its start is the time of its first trade. */
  public final Bar forming = new Bar();
}
