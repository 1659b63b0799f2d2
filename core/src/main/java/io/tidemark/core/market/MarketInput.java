package io.tidemark.core.market;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a risk rule may ask of the market: which feature computes it, and since when its value is
 * known. A rule declares what it needs; a feature that no rule needs is not computed for the
 * context.
 */
public enum MarketInput {
  /** The last price, quote per base. */
  PRICE(Since.PRICE, null),
  /** The order book; only when it was last heard of, it has no value. */
  BOOK(Since.BOOK, null),
  /** Average true range of the last 14 closed bars, fraction of the price. */
  ATR(Since.BAR_END, "atr(14)"),
  /** Realised volatility of the last 24 closed bars, annualised fraction. */
  VOLATILITY(Since.BAR_END, "realised_vol(24)"),
  /** The last settled funding rate, fraction per interval. */
  FUNDING(Since.FUNDING, "funding"),
  /** The Fear and Greed index, a day late, 0 to 100. */
  FEAR_GREED(Since.FEAR_GREED, "fear_greed"),
  /** How many closed bars in a row have had the close of the bar before. */
  UNCHANGED_CLOSES(Since.FEED, null),
  /** In how many closed bars in a row nothing was traded; below 0 if there was never a volume. */
  BARS_WITHOUT_VOLUME(Since.FEED, null),
  /** The best prices and sizes of the book; only when they last changed, it has no value. */
  BOOK_MOVED(Since.FEED, null),
  /** Which share of the latest trades came after their bar had closed, 0 to 1. */
  LATE_SHARE(Since.FEED, null);

  /** What a value became known with. */
  public enum Since {
    /** The last price. */
    PRICE,
    /** The last book. */
    BOOK,
    /**
     * The last closed bar: the value is the one that its feature had when it closed. It lies in the
     * state, so that a new one makes a new version of that.
     */
    BAR_END,
    /** The last funding rate. */
    FUNDING,
    /** The last Fear and Greed index. */
    FEAR_GREED,
    /** How the feed has moved: what the facts tell together. */
    FEED
  }

  private static final List<MarketInput> OF_BARS =
      Arrays.stream(values()).filter(input -> input.since == Since.BAR_END).toList();

  private final Since since;
  private final @Nullable String feature;

  MarketInput(Since since, @Nullable String feature) {
    this.since = since;
    this.feature = feature;
  }

  /** What its value became known with. */
  public Since since() {
    return since;
  }

  /** The feature that computes it; null where the facts themselves tell it. */
  public @Nullable String feature() {
    return feature;
  }

  /** Those that a closed bar tells, in the order in which the state keeps them. */
  public static List<MarketInput> ofBars() {
    return OF_BARS;
  }
}
