package io.tidemark.exchange.bitmex;

import static io.tidemark.exchange.Recording.counts;
import static io.tidemark.exchange.Recording.perInstrument;
import static io.tidemark.exchange.Recording.play;
import static io.tidemark.exchange.Recording.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.LostLevels;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** BitMEX's recording: ten instruments, seven of them quanto contracts. */
final class BitmexRecordedTest {

  private static List<Message> recorded() {
    return Recording.of(Venue.BITMEX);
  }

  @Test
  void everyMessageIsAFactOrHasAReasonAndOnlyQuantoBooksAreRefused() {
    List<Heard> heard = play(Venue.BITMEX.open(), recorded());
    assertThat(heard).allSatisfy(one -> assertThat(one.outcomes()).isNotEmpty());
    // 1979 book messages: 725 and 584 of the three books, 7 partials and 663 changes of quanto ones
    assertThat(counts(heard))
        .isEqualTo(
            Map.of(
                "BOOK", 725,
                "BEYOND_DEPTH", 584,
                "INCONSISTENT", 7,
                "QUANTO", 663,
                "TRADE", 17,
                "HISTORY", 10,
                "SUMMARY", 93,
                "REFERENCE", 1,
                "CONNECTION", 36));
    assertThat(perInstrument(heard, Book.class))
        .isEqualTo(
            Map.of(
                "BTC-USD-PERP@bitmex", 716,
                "TRX-BTC-210924@bitmex", 3,
                "XRP-BTC-210924@bitmex", 6));
    assertThat(heard.stream().flatMap(one -> one.refused().stream()))
        .allSatisfy(
            it -> {
              assertThat(it.reason()).isEqualTo(RejectReason.INCONSISTENT);
              assertThat(it.detail()).contains("is a quanto contract");
            });
  }

  /** {@code homeNotional} is the venue's own conversion, rounded to satoshis. */
  @Test
  void tradesAreAsLargeInTheBaseCurrencyAsTheVenueSays() {
    int compared = 0;
    for (Heard one : play(Venue.BITMEX.open(), recorded())) {
      List<Trade> trades = one.facts(Trade.class);
      for (int i = 0; i < trades.size(); i++) {
        double venue = tree(one.message()).path("data").path(i).path("homeNotional").asDouble();
        assertThat(trades.get(i).quantity()).isCloseTo(venue, within(1e-8 + venue * 2e-6));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(17);
  }

  /** Quotes come later than the book, in the same order: each is a state that the book had. */
  @Test
  void everyQuoteOfTheVenueIsABestBidAndAskThatTheBookHad() {
    List<String> had = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Heard one : play(Venue.BITMEX.open(), recorded())) {
      one.facts(Book.class).stream()
          .filter(book -> book.instrument().equals("BTC-USD-PERP@bitmex"))
          .forEach(book -> had.add(best(book)));
      if (one.message().text().startsWith("{\"table\":\"quote\",\"action\":\"insert\"")) {
        for (JsonNode row : tree(one.message()).path("data")) {
          if (row.path("symbol").asText().equals("XBTUSD")) {
            said.add(best(row));
          }
        }
      }
    }
    assertThat(said).hasSize(285);
    int from = 0;
    for (String quote : said) {
      int at = had.subList(from, had.size()).indexOf(quote);
      assertThat(at).as(quote).isNotNegative();
      from += at;
    }
  }

  private static String best(Book book) {
    return "%.1f %.0f %.1f %.0f"
        .formatted(
            book.bidPrices()[0],
            book.bidSizes()[0] * book.bidPrices()[0],
            book.askPrices()[0],
            book.askSizes()[0] * book.askPrices()[0]);
  }

  private static String best(JsonNode quote) {
    return "%.1f %.0f %.1f %.0f"
        .formatted(
            quote.path("bidPrice").asDouble(),
            quote.path("bidSize").asDouble(),
            quote.path("askPrice").asDouble(),
            quote.path("askSize").asDouble());
  }

  @Test
  void aLostInsertOrDeleteShowsWhereItsLevelIsNamedNext() {
    List<Message> messages = ofSymbol("XBTUSD");
    LostLevels losses =
        new LostLevels(Venue.BITMEX, messages, lost -> nextOfItsLevels(messages, lost));
    assertThat(losses.shown(2, 15)).isGreaterThan(5);
  }

  @Test
  void aPartialAfterTheGapBringsTheSameBook() {
    List<Message> messages = ofSymbol("XBTUSD");
    int lost =
        IntStream.range(2, messages.size())
            .filter(i -> nextOfItsLevels(messages, i) > 0)
            .findFirst()
            .orElseThrow();
    int back = nextOfItsLevels(messages, lost) + 5;
    new LostLevels(Venue.BITMEX, messages, it -> back)
        .assertMended(lost, back, partialAsOf(messages, back));
  }

  /** The instruments, then the book messages of one symbol. */
  private static List<Message> ofSymbol(String symbol) {
    return recorded().stream()
        .filter(
            message ->
                message.kind() == Message.Kind.ANSWER
                    || (message.text().startsWith("{\"table\":\"orderBookL2\"")
                        && message.text().contains("\"symbol\":\"" + symbol + "\",\"id\"")))
        .toList();
  }

  private static int nextOfItsLevels(List<Message> messages, int lost) {
    String action = tree(messages.get(lost)).path("action").asText();
    if (action.equals("update")) {
      return -1;
    }
    Set<String> named = ids(messages.get(lost));
    return IntStream.range(lost + 1, messages.size())
        .filter(later -> ids(messages.get(later)).stream().anyMatch(named::contains))
        .findFirst()
        .orElse(-1);
  }

  private static Set<String> ids(Message message) {
    Set<String> ids = new HashSet<>();
    tree(message).path("data").forEach(row -> ids.add(id(row)));
    return ids;
  }

  private static String id(JsonNode row) {
    return row.path("side").asText() + row.path("id").asText();
  }

  /** The book after the message at {@code index}, as the venue would send it. */
  private static Message partialAsOf(List<Message> messages, int index) {
    Map<String, String> prices = new HashMap<>();
    Map<String, String> rows = new TreeMap<>();
    for (Message message : messages.subList(1, index + 1)) {
      String action = tree(message).path("action").asText();
      for (JsonNode row : tree(message).path("data")) {
        if (row.has("price")) {
          prices.put(id(row), row.path("price").asText());
        }
        if (action.equals("delete")) {
          rows.remove(id(row));
        } else {
          rows.put(
              id(row),
              "{\"symbol\":\"XBTUSD\",\"id\":%s,\"side\":%s,\"size\":%s,\"price\":%s}"
                  .formatted(
                      row.path("id"), row.path("side"), row.path("size"), prices.get(id(row))));
        }
      }
    }
    return new Message(
        Message.Kind.RECEIVED,
        "",
        messages.get(index).at(),
        "{\"table\":\"orderBookL2\",\"action\":\"partial\",\"filter\":{\"symbol\":\"XBTUSD\"},\"data\":%s}"
            .formatted(rows.values()));
  }
}
