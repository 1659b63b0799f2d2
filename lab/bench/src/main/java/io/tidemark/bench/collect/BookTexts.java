package io.tidemark.bench.collect;

import io.tidemark.exchange.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Messages of a book as each venue writes them: the whole of it, then its changes. */
final class BookTexts {

  private BookTexts() {}

  static VenueStream binance(MovingBook book, int count, Random random) {
    String snapshot =
        "{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s]}"
            .formatted(
                VenueStream.FIRST_ID,
                levels(book.side(true), 8, "]"),
                levels(book.side(false), 8, "]"));
    List<String> texts = new ArrayList<>(count);
    long last = VenueStream.FIRST_ID;
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(20 + random.nextInt(31));
      texts.add(
          """
          {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":%d,"s":"BTCUSDT",\
          "U":%d,"u":%d,"b":[%s],"a":[%s]}}\
          """
              .formatted(
                  VenueStream.START + i,
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
            VenueStream.time(0),
            snapshot);
    return new VenueStream(List.of(answer), texts);
  }

  static VenueStream okx(MovingBook book, int count, Random random) {
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
            VenueStream.START,
            VenueStream.FIRST_ID,
            -1);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(10 + random.nextInt(21));
      texts.add(
          text.formatted(
              "update",
              levels(of(false, changes), 2, ",\"0\",\"3\"]"),
              levels(of(true, changes), 2, ",\"0\",\"3\"]"),
              VenueStream.START + i,
              VenueStream.FIRST_ID + 7L * (i + 1),
              VenueStream.FIRST_ID + 7L * i));
    }
    return new VenueStream(List.of(VenueStream.first(snapshot)), texts);
  }

  static VenueStream coinbase(MovingBook book, int count, Random random) {
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
              .formatted(changes, VenueStream.iso(i)));
    }
    return new VenueStream(List.of(VenueStream.first(snapshot)), texts);
  }

  /** Version 2: numbers are no texts, and have all their decimals. */
  static VenueStream kraken(MovingBook book, int count, Random random) {
    String text =
        """
        {"channel":"book","type":"%s","data":[{"symbol":"BTC/USD","bids":[%s],"asks":[%s],\
        "checksum":%d,"timestamp":"%s"}]}\
        """;
    String snapshot =
        text.formatted(
            "snapshot",
            krakenLevels(book.side(true)),
            krakenLevels(book.side(false)),
            checksum(book),
            VenueStream.iso(0));
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(1 + random.nextInt(8));
      texts.add(
          text.formatted(
              "update",
              krakenLevels(of(true, changes)),
              krakenLevels(of(false, changes)),
              checksum(book),
              VenueStream.iso(i)));
    }
    return new VenueStream(List.of(VenueStream.first(snapshot)), texts);
  }

  private static String krakenLevels(List<MovingBook.Level> levels) {
    return levels.stream()
        .map(
            level ->
                "{\"price\":%s,\"qty\":%s}"
                    .formatted(
                        VenueStream.decimal(level.price(), 2, 2),
                        VenueStream.decimal(level.size(), 5, 8)))
        .collect(Collectors.joining(","));
  }

  /** Kraken's: the CRC-32 of the digits of the ten best levels, asks first. */
  private static long checksum(MovingBook book) {
    StringBuilder digits = new StringBuilder();
    for (boolean bid : new boolean[] {false, true}) {
      for (MovingBook.Level level : book.best(bid, 10)) {
        digits.append(level.price()).append(level.size()).append("000");
      }
    }
    CRC32 sum = new CRC32();
    sum.update(digits.toString().getBytes(StandardCharsets.US_ASCII));
    return sum.getValue();
  }

  static VenueStream bybit(MovingBook book, int count, Random random) {
    String text =
        """
        {"topic":"orderbook.200.BTCUSDT","type":"%s","ts":%d,"data":{"s":"BTCUSDT","b":[%s],\
        "a":[%s],"u":%d,"seq":%d},"cts":%d}\
        """;
    String snapshot =
        text.formatted(
            "snapshot",
            VenueStream.START,
            levels(book.side(true), 2, "]"),
            levels(book.side(false), 2, "]"),
            2,
            VenueStream.FIRST_ID,
            VenueStream.START);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(8 + random.nextInt(21));
      texts.add(
          text.formatted(
              "delta",
              VenueStream.START + i,
              levels(of(true, changes), 2, "]"),
              levels(of(false, changes), 2, "]"),
              3 + i,
              VenueStream.FIRST_ID + 7L * i,
              VenueStream.START + i));
    }
    return new VenueStream(List.of(VenueStream.first(snapshot)), texts);
  }

  static VenueStream deribit(MovingBook book, int count, Random random) {
    String text =
        """
        {"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.100ms",\
        "data":{"timestamp":%d,"type":"%s",%s"instrument_name":"BTC-PERPETUAL","change_id":%d,\
        "bids":[%s],"asks":[%s]}}}\
        """;
    String snapshot =
        text.formatted(
            VenueStream.START,
            "snapshot",
            "",
            VenueStream.FIRST_ID,
            deribitLevels("new", book.side(true)),
            deribitLevels("new", book.side(false)));
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<MovingBook.Level> changes = book.change(10 + random.nextInt(21));
      texts.add(
          text.formatted(
              VenueStream.START + i,
              "change",
              "\"prev_change_id\":" + (VenueStream.FIRST_ID + 7L * i) + ",",
              VenueStream.FIRST_ID + 7L * (i + 1),
              deribitLevels("change", of(true, changes)),
              deribitLevels("change", of(false, changes))));
    }
    return new VenueStream(List.of(VenueStream.first(snapshot)), texts);
  }

  private static String deribitLevels(String action, List<MovingBook.Level> levels) {
    return levels.stream()
        .map(
            level ->
                "[\"%s\",%s,%d.0]"
                    .formatted(
                        level.size() == 0 ? "delete" : action,
                        VenueStream.decimal(level.price(), 2, 2),
                        10 * level.size()))
        .collect(Collectors.joining(","));
  }

  static VenueStream hyperliquid(MovingBook book, int count, Random random) {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      book.change(2 + random.nextInt(20));
      texts.add(
          """
          {"channel":"l2Book","data":{"coin":"BTC","time":%d,"levels":[[%s],[%s]]}}\
          """
              .formatted(
                  VenueStream.START + i,
                  objects(book.best(true, 20)),
                  objects(book.best(false, 20))));
    }
    return new VenueStream(List.of(), texts);
  }

  private static String objects(List<MovingBook.Level> levels) {
    return levels.stream()
        .map(
            level ->
                "{\"px\":\"%s\",\"sz\":\"%s\",\"n\":%d}"
                    .formatted(
                        VenueStream.decimal(level.price(), 2, 2),
                        VenueStream.decimal(level.size(), 5, 5),
                        1 + level.size() % 9))
        .collect(Collectors.joining(","));
  }

  private static List<MovingBook.Level> of(boolean bid, List<MovingBook.Level> levels) {
    return levels.stream().filter(level -> level.bid() == bid).toList();
  }

  private static String levels(List<MovingBook.Level> levels, int places, String end) {
    return levels.stream().map(level -> level(level, places, end)).collect(Collectors.joining(","));
  }

  private static String level(MovingBook.Level level, int places, String end) {
    String price = VenueStream.decimal(level.price(), 2, places);
    String size = VenueStream.decimal(level.size(), 5, Math.max(places, 5));
    return "[\"" + price + "\",\"" + size + "\"" + end;
  }
}
