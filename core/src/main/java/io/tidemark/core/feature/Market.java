package io.tidemark.core.feature;

import io.tidemark.core.bar.Bar;

/**
 * What a feature may look at: one bar, as if it closed now, and the time. All else it keeps itself,
 * in its cells. Reused, never kept.
 */
public final class Market {

  /** The bar that closes, or the forming bar as it stands. */
  public Bar bar = new Bar();

  /** The instrument's clock, µs since the epoch. */
  public long clock;
}
