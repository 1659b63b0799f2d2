package io.tidemark.udf;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.price.Ema;
import io.tidemark.core.feature.volume.Volume;
import io.tidemark.core.feature.volume.Vwap;

/**
 * One feature of bars on its own, for callers outside the signal job who have a row of closed bars:
 * the same object and the same cells, so the same bits. The caller keeps the cells, all 0 at the
 * start.
 *
 * <p>What cannot be a bar (a number that is not finite; a price that is not above 0; a negative
 * volume) is answered with NaN and not taken in.
 *
 * <p>Cheap to create; not thread-safe, not serialisable.
 */
public final class Indicator {

  private static final int LONGEST = 10_000;

  private final Feature feature;
  private final boolean ofPrices;
  private final Market market = new Market();
  private final Bar single = new Bar();

  private Indicator(Feature feature, boolean ofPrices) {
    this.feature = feature;
    this.ofPrices = ofPrices;
  }

  /**
   * A feature of {@link FeatureCatalog} that looks at bars.
   *
   * @param name such as {@code rsi(14)}
   * @param barLength µs
   * @throws IllegalArgumentException if there is none, or if it does not look at bars
   */
  public static Indicator feature(String name, long barLength) {
    FeatureCatalog.Framed framed = FeatureCatalog.framed(name, barLength);
    if (!framed.bar().isOfTime()) {
      throw new IllegalArgumentException(
          "feature '" + name + "' looks at bars that are made of single trades");
    }
    Feature feature = framed.feature();
    if (!feature.forgetsAtGap()) {
      throw new IllegalArgumentException(
          "feature '" + name + "' does not look at bars, but at what surrounds them");
    }
    if (feature.readsTape()) {
      throw new IllegalArgumentException(
          "feature '" + name + "' does not look at bars, but at single trades");
    }
    return new Indicator(feature, true);
  }

  /**
   * Exponential average of any numbers, alpha 2 / (n + 1), started with the mean of the first n.
   */
  public static Indicator ema(int n) {
    return new Indicator(new Ema(within("ema", 1, n)), false);
  }

  /** Standard deviations above the mean of the n numbers before; 0 if they were all alike. */
  public static Indicator zScore(int n) {
    return new Indicator(new Volume.ZScore(within("zscore", 1, n)), false);
  }

  /** Volume-weighted average price of n bars, quote per base. */
  public static Indicator vwap(int n) {
    return new Indicator(new Vwap(within("vwap", 2, n)), true);
  }

  private static int within(String name, int least, int n) {
    if (n < least || n > LONGEST) {
      throw new IllegalArgumentException(
          name + "(" + n + "): n must be between " + least + " and " + LONGEST);
    }
    return n;
  }

  /** Normalised name with parameters. */
  public String name() {
    return feature.name();
  }

  /** How many doubles of state it needs. */
  public int cells() {
    return feature.cells();
  }

  /** The value at this closed bar, which is then taken in; NaN while it cannot be known. */
  public double step(double[] cells, Bar bar) {
    if (!isBar(bar)) {
      return Double.NaN;
    }
    market.bar = bar;
    double value = feature.value(cells, 0, market);
    feature.close(cells, 0, market);
    return value;
  }

  /** As {@link #step(double[], Bar)}, where a bar is no more than one number: its close, say. */
  public double step(double[] cells, double x) {
    single.flat(0, x);
    if (!ofPrices) {
      single.volume = x;
    }
    return step(cells, single);
  }

  private boolean isBar(Bar bar) {
    boolean finite =
        Double.isFinite(bar.open + bar.high + bar.low + bar.close)
            && Double.isFinite(bar.volume + bar.notional);
    return finite
        && (!ofPrices
            || (Math.min(Math.min(bar.open, bar.close), Math.min(bar.high, bar.low)) > 0
                && Math.min(bar.volume, bar.notional) >= 0));
  }
}
