package io.tidemark.core.bar;

/**
 * One bar, forming or closed: a mutable struct that is reused, so that a trade costs no allocation.
 *
 * <p>Prices in quote per base, volumes in base, {@link #notional} in quote.
 */
public final class Bar {

  /** First instant, µs since the epoch. */
  public long start;

  public double open;
  public double high;
  public double low;
  public double close;

  /** Base traded; 0 in a flat bar. */
  public double volume;

  /** Base bought by takers minus base sold by takers; 0 where sides are unknown. */
  public double signedVolume;

  /** Sum of price times quantity; from a candle: typical price times volume. */
  public double notional;

  /** How many trades or shorter candles made it; 0 in a flat bar. */
  public long updates;

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
  }

  /** Adds a trade; {@code signed} is its quantity with the taker's sign, 0 if unknown. */
  public void trade(double price, double quantity, double signed) {
    extend(price, price, price, price);
    volume += quantity;
    signedVolume += signed;
    notional += price * quantity;
  }

  /** Adds a shorter (or equally long) candle. */
  public void candle(double o, double h, double l, double c, double v) {
    extend(o, h, l, c);
    volume += v;
    notional += (h + l + c) / 3 * v;
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
