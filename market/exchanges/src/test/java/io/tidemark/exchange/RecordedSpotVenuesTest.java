package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.PlainBooks.SentBook;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Protocol;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Coinbase, Kraken, Kraken Futures, Bitfinex and Gemini as they were recorded. */
final class RecordedSpotVenuesTest {

  /** The counts of book and trade messages are those that the recordings' own page states. */
  @ParameterizedTest
  @CsvSource({
    "COINBASE, 9952, 9729, 97, 10, 107, 0",
    "KRAKEN, 4438, 4279, 10, 0, 18, 92",
    "KRAKEN_FUTURES, 7181, 7024, 3, 10, 107, 0",
    "BITFINEX, 1720, 1600, 0, 7, 21, 42",
    "GEMINI, 753, 655, 16, 10, 0, 7",
  })
  void everyMessageIsAFactOrHasAReasonAndNoneIsRefused(
      Venue venue, int messages, int books, int trades, int history, int summary, int heartbeat) {
    List<Message> recorded = Recording.of(venue);
    List<Heard> played = Recording.play(venue.open(), recorded);
    assertThat(recorded).hasSize(messages);
    assertThat(played).allSatisfy(heard -> assertThat(heard.outcomes()).isNotEmpty());
    Map<String, Integer> counts = Recording.counts(played);
    assertThat(counts.getOrDefault("BOOK", 0) + counts.getOrDefault("BEYOND_DEPTH", 0))
        .isEqualTo(books);
    assertThat(counts.getOrDefault("TRADE", 0)).isEqualTo(trades);
    assertThat(counts.getOrDefault("HISTORY", 0)).isEqualTo(history);
    assertThat(counts.getOrDefault("SUMMARY", 0)).isEqualTo(summary);
    assertThat(counts.getOrDefault("HEARTBEAT", 0)).isEqualTo(heartbeat);
    assertThat(counts.keySet())
        .isSubsetOf(
            "BOOK",
            "BEYOND_DEPTH",
            "TRADE",
            "HISTORY",
            "SUMMARY",
            "HEARTBEAT",
            "CONNECTION",
            "REFERENCE");
  }

  @ParameterizedTest
  @EnumSource(names = {"COINBASE", "KRAKEN", "KRAKEN_FUTURES", "BITFINEX", "GEMINI"})
  void everyBookIsThatOfABeginner(Venue venue) {
    List<Heard> played = Recording.play(venue.open(), Recording.of(venue));
    PlainBooks plain = new PlainBooks(venue);
    int compared = 0;
    for (Heard heard : played) {
      SentBook expected = plain.apply(heard.message());
      for (Book book : heard.facts(Book.class)) {
        assertThat(expected).isNotNull();
        boolean inverse = venue == Venue.KRAKEN_FUTURES;
        assertSide(plain, expected.bids(), book.bidPrices(), book.bidSizes(), inverse);
        assertSide(plain, expected.asks(), book.askPrices(), book.askSizes(), inverse);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(Recording.counts(played).get("BOOK"));
  }

  private static void assertSide(
      PlainBooks plain,
      SortedMap<Double, JsonNode> expected,
      double[] prices,
      double[] sizes,
      boolean inverse) {
    assertThat(prices).hasSize(Math.min(Book.MAX_LEVELS, expected.size()));
    Iterator<Map.Entry<Double, JsonNode>> levels = expected.entrySet().iterator();
    for (int i = 0; i < prices.length; i++) {
      Map.Entry<Double, JsonNode> level = levels.next();
      double size = plain.size(level.getValue());
      assertThat(prices[i]).isEqualTo(level.getKey());
      assertThat(sizes[i]).isCloseTo(inverse ? size / prices[i] : size, within(1e-12 * size));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COINBASE", "KRAKEN", "KRAKEN_FUTURES", "GEMINI"})
  void everyTradeLiesAtTheBook(Venue venue) {
    Map<String, Book> books = new HashMap<>();
    int trades = 0;
    for (Fact fact :
        Recording.facts(Recording.play(venue.open(), Recording.of(venue)), Fact.class)) {
      if (fact instanceof Book book) {
        books.put(book.instrument(), book);
      } else if (fact instanceof Trade trade && books.containsKey(trade.instrument())) {
        Book book = books.get(trade.instrument());
        assertThat(trade.price()).isBetween(book.bidPrices()[0] * 0.99, book.askPrices()[0] * 1.01);
        trades++;
      }
    }
    assertThat(trades).isPositive();
  }

  /** Kraken Futures' ticker says the best levels of its own book: each time those of ours. */
  @Test
  void theRebuiltBestLevelsAreThoseOfEveryTickerOfKrakenFutures() {
    Protocol protocol = Venue.KRAKEN_FUTURES.open();
    Map<String, Book> books = new HashMap<>();
    int compared = 0;
    for (Heard heard : Recording.play(protocol, Recording.of(Venue.KRAKEN_FUTURES))) {
      Message message = heard.message();
      heard.facts(Book.class).forEach(book -> books.put(book.instrument(), book));
      if (message.text().contains("\"feed\":\"ticker_lite\",\"product_id\"")) {
        JsonNode ticker = Recording.tree(message.text());
        Book book = books.get(krakenFuture(ticker.path("product_id").asText()));
        assertThat(book).isNotNull();
        assertThat(book.bidPrices()[0]).isEqualTo(ticker.path("bid").asDouble());
        assertThat(book.askPrices()[0]).isEqualTo(ticker.path("ask").asDouble());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(107);
  }

  private static String krakenFuture(String symbol) {
    String[] parts = symbol.replace("XBT", "BTC").split("_", -1);
    String pair = parts[1].substring(0, 3) + "-" + parts[1].substring(3);
    return pair + "-" + (parts.length == 3 ? parts[2] : "PERP") + "@kraken_futures";
  }

  /** Coinbase's ticker names the taker's side of the trade, where its match names the maker's. */
  @Test
  void theTakersSideIsThatOfEveryTickerOfCoinbase() {
    List<Message> messages = Recording.of(Venue.COINBASE);
    Map<String, String> sides = new HashMap<>();
    for (Message message : messages) {
      if (message.text().startsWith("{\"type\":\"ticker\"")) {
        JsonNode ticker = Recording.tree(message.text());
        String product = ticker.path("product_id").asText() + "@coinbase";
        sides.put(product + ticker.path("trade_id").asText(), ticker.path("side").asText());
      }
    }
    int compared = 0;
    List<Heard> played = Recording.play(Venue.COINBASE.open(), messages);
    for (Trade trade : Recording.facts(played, Trade.class)) {
      String said = sides.get(trade.instrument() + trade.tradeId());
      assertThat(trade.takerSide()).isEqualTo("buy".equals(said) ? Side.BUY : Side.SELL);
      assertThat(said).isNotNull();
      compared++;
    }
    assertThat(compared).isEqualTo(97);
  }
}
