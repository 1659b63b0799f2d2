package io.tidemark.core.bar;

import io.tidemark.core.fact.PriceScale;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * One bar, forming or closed: a mutable struct that is reused, so that a trade costs no allocation.
 *
 * <p>Prices in quote per base, volumes in base, {@link #notional} in quote.
 */
public final class Bar {

  /** A number of trades that is not known; it stays below 0 whatever is counted on top of it. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Of heap. */
  static final long HEAP_BYTES = HeapSize.object(7 * Double.BYTES + 4 * Long.BYTES);

  /** First instant, µs since the epoch. */
  public long start;

  public double open;
  public double high;
  public double low;
  public double close;

  /** Base traded; 0 in a flat bar. */
  public double volume;

  /**
   * Base bought by takers minus base sold by takers; a trade whose taker is unknown adds nothing.
   * NaN in a bar of candles, which do not say.
   */
  public double signedVolume;

  /** Sum of price times quantity; from a candle: typical price times volume. */
  public double notional;

  /** How many trades or shorter candles made it; 0 in a flat bar. */
  public long updates;

  /** How many trades' takers bought; below 0 if not known: a candle does not say. */
  public long buys;

  /** How many trades' takers sold; below 0 if not known. */
  public long sells;

  /** A bar whose prices lie within this factor of each other is in one unit. */
  private static final double NEAR = 3;

  /**
   * Whether its prices end in another {@link PriceScale} than they began: it is no bar of either.
   */
  public boolean isInTwoScales() {
    return high > NEAR * low && PriceScale.power(open, close) != 0;
  }

  /** Makes this an empty bar at {@code price}: what a bar is before its first trade. */
  public void flat(long at, double price) {
    start = at;
    open = price;
    high = price;
    low = price;
    close = price;
    volume = 0;
    signedVolume = 0;
    notional = 0;
    updates = 0;
    buys = 0;
    sells = 0;
  }

  /** Adds a trade; {@code signed} is its quantity with the taker's sign, 0 if unknown. */
  public void trade(double price, double quantity, double signed) {
    extend(price, price, price, price);
    volume += quantity;
    signedVolume += signed;
    if (signed > 0) {
      buys++;
    } else if (signed < 0) {
      sells++;
    }
    notional += price * quantity;
  }

  /** Adds a trade. */
  void trade(Trade trade) {
    trade(trade.price(), trade.quantity(), Print.signed(trade));
  }

  /** Adds a shorter (or equally long) candle. */
  public void candle(double o, double h, double l, double c, double v) {
    extend(o, h, l, c);
    volume += v;
    signedVolume = Double.NaN;
    buys = UNKNOWN;
    sells = UNKNOWN;
    notional += (h + l + c) / 3 * v;
  }

  /** Whether it is made of trades, or of nothing, so that {@link #updates} counts trades. */
  public boolean countsTrades() {
    return !Double.isNaN(signedVolume);
  }

  /** Whether all of it is bit for bit that of another. */
  boolean isLike(Bar other) {
    return start == other.start
        && updates == other.updates
        && buys == other.buys
        && sells == other.sells
        && Arrays.equals(
            new double[] {open, high, low, close, volume, signedVolume, notional},
            new double[] {
              other.open,
              other.high,
              other.low,
              other.close,
              other.volume,
              other.signedVolume,
              other.notional
            });
  }

  private void extend(double o, double h, double l, double c) {
    if (updates == 0) {
      open = o;
      high = h;
      low = l;
    } else {
      high = Math.max(high, h);
      low = Math.min(low, l);
    }
    close = c;
    updates++;
  }
}
