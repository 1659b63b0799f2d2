package io.tidemark.bench.collect;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

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
    BINANCE_TRADES(Venue.BINANCE),
    OKX_TRADES(Venue.OKX),
    COINBASE_TRADES(Venue.COINBASE);

    private final Venue venue;

    Kind(Venue venue) {
      this.venue = venue;
    }

    /** Whether it is a book; otherwise trades. */
    boolean isBook() {
      return this == BINANCE_BOOK || this == OKX_BOOK || this == COINBASE_BOOK;
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
  private static final long START = 2_000_000_000_000L;

  private static final long FIRST_ID = 70_000_000_000L;

  /** So many messages of this kind. */
  public static VenueStream of(Kind kind, int count) {
    Random random = new Random(17);
    return switch (kind) {
      case BINANCE_BOOK -> binance(new MovingBook(1_000, random), count, random);
      case OKX_BOOK -> okx(new MovingBook(400, random), count, random);
      case COINBASE_BOOK -> coinbase(new MovingBook(5_000, random), count, random);
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

  private static VenueStream binance(MovingBook book, int count, Random random) {
    String snapshot =
        "{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s]}"
            .formatted(FIRST_ID, levels(book.side(true), 8, "]"), levels(book.side(false), 8, "]"));
    List<String> texts = new ArrayList<>(count);
    long last = FIRST_ID;
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(20 + random.nextInt(31));
      texts.add(
          """
          {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":%d,"s":"BTCUSDT",\
          "U":%d,"u":%d,"b":[%s],"a":[%s]}}\
          """
              .formatted(
                  START + i,
                  last + 1,
                  last + changes.size(),
                  levels(of(true, changes), 8, "]"),
                  levels(of(false, changes), 8, "]")));
      last += changes.size();
    }
    Message answer =
        new Message(
            Message.Kind.ANSWER,
            "https://api.binance.com/api/v3/depth?symbol=BTCUSDT&limit=1000",
            time(0),
            snapshot);
    return new VenueStream(List.of(answer), texts);
  }

  private static VenueStream okx(MovingBook book, int count, Random random) {
    String text =
        """
        {"arg":{"channel":"books","instId":"BTC-USDT"},"action":"%s","data":[{"asks":[%s],\
        "bids":[%s],"ts":"%d","checksum":0,"seqId":%d,"prevSeqId":%d}]}\
        """;
    String snapshot =
        text.formatted(
            "snapshot",
            levels(book.side(false), 2, ",\"0\",\"3\"]"),
            levels(book.side(true), 2, ",\"0\",\"3\"]"),
            START,
            FIRST_ID,
            -1);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(10 + random.nextInt(21));
      texts.add(
          text.formatted(
              "update",
              levels(of(false, changes), 2, ",\"0\",\"3\"]"),
              levels(of(true, changes), 2, ",\"0\",\"3\"]"),
              START + i,
              FIRST_ID + 7L * (i + 1),
              FIRST_ID + 7L * i));
    }
    return new VenueStream(List.of(first(snapshot)), texts);
  }

  private static VenueStream coinbase(MovingBook book, int count, Random random) {
    String snapshot =
        "{\"type\":\"snapshot\",\"product_id\":\"BTC-USD\",\"asks\":[%s],\"bids\":[%s]}"
            .formatted(levels(book.side(false), 2, "]"), levels(book.side(true), 2, "]"));
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String changes =
          book.change(2 + random.nextInt(14)).stream()
              .map(
                  level ->
                      "[\"%s\",%s"
                          .formatted(
                              level.bid() ? "buy" : "sell", level(level, 2, "]").substring(1)))
              .collect(Collectors.joining(","));
      texts.add(
          "{\"type\":\"l2update\",\"product_id\":\"BTC-USD\",\"changes\":[%s],\"time\":\"%s\"}"
              .formatted(changes, iso(i)));
    }
    return new VenueStream(List.of(first(snapshot)), texts);
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

  private static Message first(String text) {
    return new Message(Message.Kind.RECEIVED, "", time(0), text);
  }

  private static String iso(int i) {
    return Instant.ofEpochMilli(START + i).plusNanos(437_000).toString();
  }

  private static List<MovingBook.Level> of(boolean bid, List<MovingBook.Level> levels) {
    return levels.stream().filter(level -> level.bid() == bid).toList();
  }

  private static String levels(List<MovingBook.Level> levels, int places, String end) {
    return levels.stream().map(level -> level(level, places, end)).collect(Collectors.joining(","));
  }

  private static String level(MovingBook.Level level, int places, String end) {
    String price = decimal(level.price(), 2, places);
    String size = decimal(level.size(), 5, Math.max(places, 5));
    return "[\"" + price + "\",\"" + size + "\"" + end;
  }

  /** A number of so many decimal places, written with zeros up to more of them. */
  private static String decimal(long units, int places, int shown) {
    String digits = String.format(Locale.ROOT, "%0" + (places + 1) + "d", units);
    int point = digits.length() - places;
    return digits.substring(0, point) + "." + digits.substring(point) + "0".repeat(shown - places);
  }
}
