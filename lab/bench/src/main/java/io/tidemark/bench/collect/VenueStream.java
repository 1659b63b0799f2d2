package io.tidemark.bench.collect;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Messages as a venue sends them, of a market that is made up: of the length and with as many
 * levels as real ones have. The same each time.
 *
 * @param opening what comes first: the book's snapshot
 * @param texts what follows, each one change or one trade; the i-th is of {@link #time} of i
 */
public record VenueStream(List<Message> opening, List<String> texts) {

  /** What is told. */
  public enum Kind {
    /** Changes each 100 ms of a book of 1,000 levels a side. */
    BINANCE_BOOK(Venue.BINANCE),
    /** The channel {@code books}: 400 levels a side. */
    OKX_BOOK(Venue.OKX),
    /** Channel {@code level2_batch} of the Exchange: 5,000 levels a side. */
    COINBASE_BOOK(Venue.COINBASE),
    /** Version 2, with checksums: 1,000 levels a side. */
    KRAKEN_BOOK(Venue.KRAKEN),
    /** {@code orderbook.200}: 200 levels a side. */
    BYBIT_BOOK(Venue.BYBIT),
    /** Changes each 100 ms of a perpetual's book of 1,000 levels a side. */
    DERIBIT_BOOK(Venue.DERIBIT),
    /** The best 20 levels a side, whole each time. */
    HYPERLIQUID_BOOK(Venue.HYPERLIQUID),
    BINANCE_TRADES(Venue.BINANCE),
    OKX_TRADES(Venue.OKX),
    COINBASE_TRADES(Venue.COINBASE);

    private final Venue venue;

    Kind(Venue venue) {
      this.venue = venue;
    }

    /** Whether it is a book; otherwise trades. */
    boolean isBook() {
      return compareTo(BINANCE_TRADES) < 0;
    }

    /** Whose messages they are. */
    public Venue venue() {
      return venue;
    }
  }

  /**
   * When the first message was made, ms since the epoch: later than any clock says, for a book is
   * as new as its snapshot at least, and that may have no time but its receipt.
   */
  static final long START = 2_000_000_000_000L;

  static final long FIRST_ID = 70_000_000_000L;

  /** So many messages of this kind. */
  public static VenueStream of(Kind kind, int count) {
    Random random = new Random(17);
    return switch (kind) {
      case BINANCE_BOOK -> BookTexts.binance(new MovingBook(1_000, random), count, random);
      case OKX_BOOK -> BookTexts.okx(new MovingBook(400, random), count, random);
      case COINBASE_BOOK -> BookTexts.coinbase(new MovingBook(5_000, random), count, random);
      case KRAKEN_BOOK -> BookTexts.kraken(new MovingBook(1_000, random), count, random);
      case BYBIT_BOOK -> BookTexts.bybit(new MovingBook(200, random), count, random);
      case DERIBIT_BOOK -> BookTexts.deribit(new MovingBook(1_000, random), count, random);
      case HYPERLIQUID_BOOK -> BookTexts.hyperliquid(new MovingBook(100, random), count, random);
      default -> trades(kind, count, random);
    };
  }

  /** When the i-th message was made, µs since the epoch. */
  public static long time(int i) {
    return (START + i) * 1_000;
  }

  /** A protocol that has read the opening. */
  public Protocol opened(Kind kind) {
    Protocol protocol = kind.venue().open();
    opening.forEach(protocol::read);
    return protocol;
  }

  /** What is received when the i-th message is. */
  public Message received(int i) {
    return new Message(Message.Kind.RECEIVED, "", time(i) + 400, texts.get(i));
  }

  private static VenueStream trades(Kind kind, int count, Random random) {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String price = decimal(5_120_000 + random.nextInt(2_000), 2, 2);
      String size = decimal(1 + random.nextInt(90_000), 5, 5);
      boolean buy = random.nextBoolean();
      texts.add(trade(kind, i, price, size, buy));
    }
    return new VenueStream(List.of(), texts);
  }

  private static String trade(Kind kind, int i, String price, String size, boolean buy) {
    return switch (kind) {
      case BINANCE_TRADES ->
          """
          {"stream":"btcusdt@trade","data":{"e":"trade","E":%d,"s":"BTCUSDT","t":%d,\
          "p":"%s000000","q":"%s000","T":%d,"m":%s,"M":true}}\
          """
              .formatted(START + i, FIRST_ID + i, price, size, START + i, buy);
      case OKX_TRADES ->
          """
          {"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{"instId":"BTC-USDT",\
          "tradeId":"%d","px":"%s","sz":"%s","side":"%s","ts":"%d","count":"1"}]}\
          """
              .formatted(FIRST_ID + i, price, size, buy ? "buy" : "sell", START + i);
      default ->
          """
          {"type":"match","trade_id":%d,"maker_order_id":"5b1d7a30-93c4-4f1e-8a60-2c9e64f0d7b1",\
          "taker_order_id":"e07f4c2a-6d18-4b95-b3aa-71f25c80946e","side":"%s","size":"%s",\
          "price":"%s","product_id":"BTC-USD","sequence":%d,"time":"%s"}\
          """
              .formatted(FIRST_ID + i, buy ? "buy" : "sell", size, price, 2 * FIRST_ID + i, iso(i));
    };
  }

  static Message first(String text) {
    return new Message(Message.Kind.RECEIVED, "", time(0), text);
  }

  static String iso(int i) {
    return Instant.ofEpochMilli(START + i).plusNanos(437_000).toString();
  }

  /** A number of so many decimal places, written with zeros up to more of them. */
  static String decimal(long units, int places, int shown) {
    String digits = String.format(Locale.ROOT, "%0" + (places + 1) + "d", units);
    int point = digits.length() - places;
    return digits.substring(0, point) + "." + digits.substring(point) + "0".repeat(shown - places);
  }
}
