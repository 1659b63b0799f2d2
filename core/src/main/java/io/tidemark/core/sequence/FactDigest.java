package io.tidemark.core.sequence;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import org.jspecify.annotations.Nullable;

/**
 * What a fact says, in 24 bytes: enough to know it when another record says it again. When it could
 * be known is no part of it, for each collector hears the same at another moment. It lies in
 * savepoints, so what is hashed, and how, never changes.
 *
 * @param family which memory it belongs to
 * @param subject a hash of what is spoken of
 * @param content a hash of what is said of it; 0 where the subject is all that is said
 * @param eventTime of the fact, µs since the epoch
 */
public record FactDigest(Family family, long subject, long content, long eventTime) {

  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final int CANDLE = 1;
  private static final int FUNDING = 2;
  private static final int METRIC = 3;

  /** What is remembered together; the order is part of the serialised form, so add at the end. */
  public enum Family {
    /** Trades with an id: id, event time, price, quantity and side. */
    TRADE,
    /** Order books: event time and all levels. */
    BOOK,
    /** Candles, funding rates and metrics: the newest that was said of a bar, or name and time. */
    VALUE
  }

  /** Of a fact; null if two of its kind may say the same and mean two things. */
  public static @Nullable FactDigest of(Fact fact) {
    if (fact instanceof Trade trade) {
      return trade.tradeId().isEmpty() ? null : trade(trade);
    }
    if (fact instanceof Book book) {
      return book(book);
    }
    if (fact instanceof Candle candle) {
      long bar = mixed(mixed(text(CANDLE, candle.instrument()), candle.start()), candle.length());
      long prices = mixed(mixed(mixed(SEED, candle.open()), candle.high()), candle.low());
      long said = mixed(mixed(prices, candle.close()), candle.volume());
      return new FactDigest(Family.VALUE, bar, said, candle.eventTime());
    }
    if (fact instanceof Funding funding) {
      long settlement = mixed(text(FUNDING, funding.instrument()), funding.eventTime());
      long rate = mixed(SEED, funding.rate());
      return new FactDigest(Family.VALUE, settlement, rate, funding.eventTime());
    }
    if (fact instanceof Metric metric) {
      long name = text(text(METRIC, metric.instrument()), metric.name());
      long value = mixed(SEED, metric.value());
      return new FactDigest(
          Family.VALUE, mixed(name, metric.eventTime()), value, metric.eventTime());
    }
    return null;
  }

  @SuppressWarnings("EnumOrdinal") // of an enum whose order is part of the serialised form
  private static FactDigest trade(Trade trade) {
    long amount = mixed(mixed(text(SEED, trade.tradeId()), trade.price()), trade.quantity());
    long all = mixed(mixed(amount, trade.eventTime()), trade.takerSide().ordinal());
    return new FactDigest(Family.TRADE, all, 0, trade.eventTime());
  }

  private static FactDigest book(Book book) {
    long bids = mixed(mixed(SEED, book.bidPrices()), book.bidSizes());
    long asks = mixed(mixed(bids, book.askPrices()), book.askSizes());
    return new FactDigest(Family.BOOK, mixed(asks, book.eventTime()), 0, book.eventTime());
  }

  private static long text(long hash, String text) {
    long next = hash;
    for (int i = 0; i < text.length(); i++) {
      next = (next ^ text.charAt(i)) * 0x100000001b3L; // FNV-1a
    }
    return mixed(next, text.length());
  }

  private static long mixed(long hash, double[] values) {
    long next = mixed(hash, values.length);
    for (double value : values) {
      next = mixed(next, value);
    }
    return next;
  }

  private static long mixed(long hash, double value) {
    return mixed(hash, Double.doubleToLongBits(value));
  }

  /** MurmurHash3's finalizer over both. */
  private static long mixed(long hash, long value) {
    long next = (hash * 31) ^ (value + SEED);
    next = (next ^ (next >>> 33)) * 0xff51afd7ed558ccdL;
    next = (next ^ (next >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return next ^ (next >>> 33);
  }
}
