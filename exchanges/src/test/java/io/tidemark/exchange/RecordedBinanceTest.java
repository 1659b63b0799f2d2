package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was really recorded of Binance, played to its end. */
final class RecordedBinanceTest {

  /** Trades, closed candles and snapshots are as many as the data's README and files say. */
  @ParameterizedTest
  @CsvSource({"BINANCE, 4, 2, 0", "BINANCE_FUTURES, 4, 91, 4", "BINANCE_DELIVERY, 10, 51, 0"})
  void aConnectionAndItsSnapshotsPlayToTheEnd(Venue venue, int books, int trades, int candles)
      throws IOException {
    Protocol protocol = venue.open();
    Map<String, Book> last = new HashMap<>();
    Map<String, Integer> deep = new TreeMap<>();
    int traded = 0;
    int closed = 0;
    for (Message message : connection(venue)) {
      List<Outcome> outcomes = protocol.read(message);
      assertThat(outcomes).isNotEmpty();
      for (Outcome outcome : outcomes) {
        assertThat(outcome).as(message.text()).isNotInstanceOf(Outcome.Refused.class);
        if (!(outcome instanceof Outcome.Known known)) {
          continue;
        }
        Fact fact = known.fact();
        if (fact instanceof Book book) {
          last.put(book.instrument(), book);
          deep.merge(book.instrument(), book.bidPrices().length > 1 ? 1 : 0, Integer::sum);
        } else if (fact instanceof Trade trade) {
          traded++;
          Book book = last.get(trade.instrument());
          assertThat(book).isNotNull();
          assertThat(trade.price())
              .isBetween(book.bidPrices()[0] * 0.99, book.askPrices()[0] * 1.01);
        } else {
          assertThat(fact).isInstanceOf(Candle.class);
          closed++;
        }
      }
    }
    assertThat(traded).isEqualTo(trades);
    assertThat(closed).isEqualTo(candles);
    assertThat(deep).hasSize(books).allSatisfy((name, count) -> assertThat(count).isPositive());
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY"})
  void everyBookOfAConnectionEndsAsThePlainOneDoes(Venue venue) throws IOException {
    List<Message> messages =
        connection(venue).stream()
            .filter(message -> !BinanceRecording.isQuote(BinanceRecording.event(message)))
            .toList();
    Protocol protocol = venue.open();
    Map<String, Book> last = new HashMap<>();
    for (Message message : messages) {
      for (Outcome outcome : protocol.read(message)) {
        if (outcome instanceof Outcome.Known known && known.fact() instanceof Book book) {
          last.put(book.instrument(), book);
        }
      }
    }
    int compared = 0;
    for (Message message : messages) {
      int symbolAt = message.url().indexOf("/depth?symbol=");
      if (message.kind() == Message.Kind.ANSWER && symbolAt > 0) {
        String symbol = message.url().substring(symbolAt + 14, message.url().indexOf('&'));
        Listing listing = RecordedBinanceTest.listing(venue, symbol);
        Book book = last.get(listing.instrument());
        assertThat(book).as(symbol).isNotNull();
        assertThat(plain(messages, symbol, message).isShownBy(book, listing.unit())).isTrue();
        compared++;
      }
    }
    assertThat(compared).isEqualTo(last.size());
  }

  private static PlainBook plain(List<Message> messages, String symbol, Message snapshot) {
    PlainBook plain = new PlainBook();
    JsonNode start = BinanceRecording.json(snapshot);
    plain.snapshot(start);
    for (Message message : messages) {
      JsonNode event = BinanceRecording.event(message);
      if (event.path("e").asText().equals("depthUpdate")
          && event.path("s").asText().equals(symbol)
          && event.path("u").asLong() > start.path("lastUpdateId").asLong()) {
        plain.change(event);
      }
    }
    return plain;
  }

  private static Listing listing(Venue venue, String symbol) {
    BinanceMarket market =
        switch (venue) {
          case BINANCE -> BinanceMarket.SPOT;
          case BINANCE_FUTURES -> BinanceMarket.USDM;
          default -> BinanceMarket.COINM;
        };
    return market.read(symbol).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE, 0, binance_spot_BTCUSDT_trades_2024-08-08, 9757",
    "BINANCE, 1, binance_spot_BTCUSDT_trades_2024-08-09, 10147",
    "BINANCE_FUTURES, 0, binance_usdm_BTCUSDT_trades_2024-08-08, 21313",
    "BINANCE_DELIVERY, 0, binance_coinm_BTCUSD_PERP_trades_2024-08-08, 2286",
    "BINANCE_DELIVERY, 1, binance_coinm_BTCUSD_PERP_trades_2024-08-09, 2949",
  })
  void theTradesAreThoseThatWereTakenOutOfTheSameRecording(
      Venue venue, int file, String trades, int count) throws IOException {
    Protocol protocol = venue.open();
    List<Trade> facts = new ArrayList<>();
    for (Message message :
        BinanceRecording.inOrder(List.of(RecordedBinanceBookTest.files(venue).get(file)))) {
      for (Outcome outcome : protocol.read(message)) {
        if (outcome instanceof Outcome.Known known && known.fact() instanceof Trade trade) {
          facts.add(trade);
        }
      }
    }
    List<String> rows = BinanceRecording.lines("trades/" + trades + ".csv.gz");
    List<String> header = List.of(rows.get(0).split(",", -1));
    assertThat(facts).hasSize(count).hasSize(rows.size() - 1);
    for (int i = 0; i < count; i++) {
      String[] row = rows.get(i + 1).split(",", -1);
      Trade fact = facts.get(i);
      double price = Double.parseDouble(row[header.indexOf("price")]);
      double quantity = Double.parseDouble(row[header.indexOf("quantity")]);
      long traded = Long.parseLong(row[header.indexOf("trade_time_ms")]) * 1_000;
      long sent = Long.parseLong(row[header.indexOf("event_time_ms")]) * 1_000;
      long received = Long.parseLong(row[header.indexOf("recv_time_ns")]) / 1_000;
      assertThat(fact.tradeId()).isEqualTo(row[header.indexOf("trade_id")]);
      assertThat(fact.price()).isEqualTo(price);
      assertThat(fact.quantity())
          .isEqualTo(venue == Venue.BINANCE_DELIVERY ? quantity * 100 / price : quantity);
      assertThat(fact.takerSide()).isEqualTo(Side.valueOf(row[header.indexOf("side")]));
      assertThat(fact.eventTime()).isEqualTo(traded);
      assertThat(fact.availableAt()).isEqualTo(Math.max(traded, Math.max(sent, received)));
    }
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY"})
  void noTextMakesItThrowOrSayNothing(Venue venue) throws IOException {
    Random random = new Random(7);
    List<Message> messages = connection(venue);
    Protocol protocol = venue.open();
    for (int i = 0; i < 3_000; i++) {
      Message message = messages.get(random.nextInt(messages.size()));
      String text = message.text().substring(0, Math.min(message.text().length(), 20_000));
      assertThat(protocol.read(with(message, spoilt(text, random)))).isNotEmpty();
    }
  }

  private static String spoilt(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + (char) (32 + random.nextInt(95)) + text.substring(at + 1);
      case 2 -> text.replaceFirst("\"[0-9.]+\"", "\"-1e999\"");
      default -> text.replaceFirst("\"([a-zA-Z]+)\":[^,{\\[]+", "\"$1\":null");
    };
  }

  @Test
  void itsExampleMessagesAreReadOrRefusedForTheirInventedTimes() throws IOException {
    Map<String, String> said = new TreeMap<>();
    for (String line : BinanceRecording.lines("fixtures/binance_messages.jsonl")) {
      JsonNode example = BinanceRecording.json(received(line));
      String file = example.path("file").asText();
      Venue venue = file.startsWith("futures") ? Venue.BINANCE_FUTURES : Venue.BINANCE;
      Message.Kind kind = file.contains("http_json") ? Message.Kind.ANSWER : Message.Kind.RECEIVED;
      Message message =
          new Message(
              kind,
              file.contains("depth") ? "https://x/depth?symbol=BNBUSDT" : "",
              1_700_000_000_000_000L,
              example.path("payload").toString());
      said.put(
          file.substring(file.lastIndexOf('/') + 1, file.indexOf(".json")),
          venue.open().read(message).toString());
    }
    assertThat(said).hasSize(17);
    assertThat(said.get("liquidation_stream")).contains("liquidated_long", "value=0.014");
    assertThat(said.get("mark_price_stream")).contains("value=11794.15", "value=11784.62659091");
    assertThat(said.get("book_ticker_stream")).contains("Known[fact=Book[");
    assertThat(said.get("kline_stream_closed")).contains("Known[fact=Candle[");
    assertThat(said.get("kline_stream_open")).contains("FORMING");
    assertThat(said.get("ticker_stream")).contains("SUMMARY");
    assertThat(said.get("depth_response")).contains("Known[fact=Book[");
    assertThat(said.get("exchange_info_response")).contains("REFERENCE");
    assertThat(said.get("trades_response")).contains("HISTORY");
    for (String invented : List.of("trade_stream", "agg_trade_stream", "depth_update_stream")) {
      assertThat(said.get(invented)).contains("UNDECODABLE", "T is 12345678", "no time between");
    }
  }

  private static List<Message> connection(Venue venue) throws IOException {
    List<String> names = new ArrayList<>();
    for (String part : List.of(".0", ".http.0.0", ".ws.1.0")) {
      names.add("ws/" + venue.name() + part + ".txt.gz");
    }
    return BinanceRecording.merged(names);
  }

  private static Message received(String text) {
    return new Message(Message.Kind.RECEIVED, "", 0, text);
  }

  private static Message with(Message message, String text) {
    return new Message(message.kind(), message.url(), message.at(), text);
  }
}
