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

  /** Base bought by takers minus base sold by takers; 0 where sides are unknown. */
  public double signed;

  /** Sum of price times quantity; of a candle: typical price times volume. */
  public double notional;

  /** This trade. */
  public Print trade(Trade trade) {
    start = trade.eventTime();
    end = start + 1;
    open = high = low = price = trade.price();
    quantity = trade.quantity();
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
    quantity = candle.volume();
    signed = 0;
    notional = (high + low + price) / 3 * quantity;
    return this;
  }

  /** All that a bar of this length (µs) has. */
  public Print bar(Bar bar, long length) {
    start = bar.start;
    end = start + length;
    open = bar.open;
    high = bar.high;
    low = bar.low;
    price = bar.close;
    quantity = bar.volume;
    signed = bar.signedVolume;
    notional = bar.notional;
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
