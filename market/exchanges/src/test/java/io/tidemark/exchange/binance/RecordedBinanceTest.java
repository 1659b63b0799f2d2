package io.tidemark.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.PlainBook;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was really recorded of Binance, played to its end. */
final class RecordedBinanceTest {

  /** Trades, closed candles and snapshots are as many as the data's README and files say. */
  @ParameterizedTest
  @CsvSource({"BINANCE, 4, 2, 0", "BINANCE_FUTURES, 4, 91, 4", "BINANCE_DELIVERY, 10, 51, 0"})
  void aConnectionAndItsSnapshotsPlayToTheEnd(Venue venue, int books, int trades, int candles) {
    List<Heard> played = Recording.play(venue.open(), Recording.of(venue));
    assertThat(played)
        .allSatisfy(heard -> assertThat(heard.outcomes()).isNotEmpty())
        .allSatisfy(heard -> assertThat(heard.refused()).isEmpty());
    assertThat(Recording.facts(played, Trade.class)).hasSize(trades);
    assertThat(Recording.facts(played, Candle.class)).hasSize(candles);
    Map<String, Book> last = new HashMap<>();
    Set<String> deep = new HashSet<>();
    for (Fact fact : Recording.facts(played, Fact.class)) {
      if (fact instanceof Book book) {
        last.put(book.instrument(), book);
        if (book.bidPrices().length > 1) {
          deep.add(book.instrument());
        }
      } else if (fact instanceof Trade trade) {
        Book book = last.get(trade.instrument());
        assertThat(book).isNotNull();
        assertThat(trade.price()).isBetween(book.bidPrices()[0] * 0.99, book.askPrices()[0] * 1.01);
      } else {
        assertThat(fact).isInstanceOf(Candle.class);
      }
    }
    assertThat(last).hasSize(books).containsOnlyKeys(deep);
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY"})
  void everyBookOfAConnectionEndsAsThePlainOneDoes(Venue venue) {
    List<Message> messages =
        Recording.of(venue).stream()
            .filter(
                message -> !RecordedBinanceBookTest.isQuote(RecordedBinanceBookTest.event(message)))
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
    JsonNode start = Recording.tree(snapshot);
    plain.snapshot(start);
    for (Message message : messages) {
      JsonNode event = RecordedBinanceBookTest.event(message);
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
    Listing listing = market.listing(symbol);
    assertThat(listing).isNotNull();
    return listing;
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
      Venue venue, int file, String trades, int count) {
    List<String> names = List.of(RecordedBinanceBookTest.files(venue).get(file));
    List<Trade> facts =
        Recording.facts(Recording.play(venue.open(), Recording.files(names)), Trade.class);
    List<String> rows = Recording.lines("trades/" + trades + ".csv.gz");
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

  @Test
  void itsExampleMessagesAreReadOrRefusedForTheirInventedTimes() {
    Map<String, String> said = new TreeMap<>();
    for (String line : Recording.lines("fixtures/binance_messages.jsonl")) {
      JsonNode example = Recording.tree(line);
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
}
