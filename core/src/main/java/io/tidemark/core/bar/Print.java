package io.tidemark.core.bar;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;

/**
 * What was traded, as it goes into a bar: one trade, or a candle where single trades are not known.
 * A mutable struct that is reused.
 *
 * <p>Prices in quote per base, quantities in base, {@link #notional} in quote.
 */
public final class Print {

  /** First instant that it covers, µs since the epoch. */
  public long start;

  /** First instant after what it covers, µs since the epoch; of a trade one after its time. */
  public long end;

  public double open;
  public double high;
  public double low;

  /** Last price. */
  public double price;

  public double quantity;

  /** How many trades; NaN where that is not known. */
  public double trades;

  /**
   * Base bought by takers minus base sold by takers; a trade whose taker is not known has 0, and a
   * candle in which anything was traded has NaN.
   */
  public double signed;

  /** Sum of price times quantity; of a candle: typical price times volume. */
  public double notional;

  /** This trade. */
  public Print trade(Trade trade) {
    start = trade.eventTime();
    end = start + 1;
    open = high = low = price = trade.price();
    quantity = trade.quantity();
    trades = 1;
    signed = signed(trade);
    notional = price * quantity;
    return this;
  }

  /** This candle. */
  public Print candle(Candle candle) {
    start = candle.start();
    end = candle.eventTime();
    open = candle.open();
    high = candle.high();
    low = candle.low();
    price = candle.close();
    notional = (high + low + price) / 3 * candle.volume();
    return unsided(candle.volume());
  }

  /** What a bar of this length (µs) says when its trades are forgotten: what a candle would. */
  public Print bar(Bar bar, long length) {
    start = bar.start;
    end = start + length;
    open = bar.open;
    high = bar.high;
    low = bar.low;
    price = bar.close;
    notional = bar.notional;
    return unsided(bar.volume);
  }

  private Print unsided(double volume) {
    quantity = volume;
    trades = volume > 0 ? Double.NaN : 0;
    signed = trades;
    return this;
  }

  /** A trade's quantity with the taker's sign; 0 if that is unknown. */
  static double signed(Trade trade) {
    double quantity = trade.quantity();
    return switch (trade.takerSide()) {
      case BUY -> quantity;
      case SELL -> -quantity;
      case UNKNOWN -> 0;
    };
  }
}
