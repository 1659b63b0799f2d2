package io.tidemark.exchange.bybit;

import static io.tidemark.exchange.Recording.counts;
import static io.tidemark.exchange.Recording.perInstrument;
import static io.tidemark.exchange.Recording.play;
import static io.tidemark.exchange.Recording.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.LostLevels;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bybit's recording: ten instruments on two connections. */
final class BybitRecordedTest {

  private static List<Message> recorded() {
    return Recording.of(Venue.BYBIT);
  }

  @Test
  void everyMessageIsAFactOrHasAReasonAndNoneIsRefused() {
    List<Heard> heard = play(Venue.BYBIT.open(), recorded());
    assertThat(heard).allSatisfy(one -> assertThat(one.outcomes()).isNotEmpty());
    // 10 snapshots and 4268 deltas; 251 trades, of which 10 were made before they were asked for
    assertThat(counts(heard))
        .isEqualTo(
            Map.of(
                "BOOK", 4180,
                "BEYOND_DEPTH", 98,
                "TRADE", 241,
                "HISTORY", 10,
                "REFERENCE", 1,
                "CONNECTION", 43));
    assertThat(perInstrument(heard, Book.class)).hasSize(10).containsKey("EOS-USD-PERP@bybit");
    assertThat(perInstrument(heard, Trade.class)).containsEntry("BTC-USD-PERP@bybit", 131);
  }

  @Test
  void tradesAreMadeWithinATenthOfAPercentOfTheBook() {
    Map<String, Book> books = new HashMap<>();
    for (Heard one : play(Venue.BYBIT.open(), recorded())) {
      one.facts(Book.class).forEach(book -> books.put(book.instrument(), book));
      for (Trade trade : one.facts(Trade.class)) {
        Book book = books.get(trade.instrument());
        if (book != null) {
          double middle = (book.bidPrices()[0] + book.askPrices()[0]) / 2;
          assertThat(trade.price()).isCloseTo(middle, within(middle / 1_000));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTCUSD", "EOSUSD", "LTCUSDT", "ETHUSDT"})
  void aLostDeltaShowsWhereALevelOfItIsNamedNext(String symbol) {
    List<Message> messages = ofSymbol(symbol);
    LostLevels losses =
        new LostLevels(Venue.BYBIT, messages, lost -> nextOfItsLevels(messages, lost));
    assertThat(losses.shown(8, 7)).isGreaterThan(5);
  }

  @Test
  void aSnapshotAfterTheGapBringsTheSameBook() {
    List<Message> messages = ofSymbol("BTCUSD");
    int lost =
        IntStream.range(8, messages.size())
            .filter(i -> named(messages, i).size() > 3)
            .findFirst()
            .orElseThrow();
    int back = nextOfItsLevels(messages, lost) + 5;
    new LostLevels(Venue.BYBIT, messages, it -> back)
        .assertMended(lost, back, snapshotAsOf(messages, back));
  }

  /** The instruments, then the book messages of one symbol. */
  private static List<Message> ofSymbol(String symbol) {
    return recorded().stream()
        .filter(
            message ->
                message.kind() == Message.Kind.ANSWER
                    || message.text().startsWith("{\"topic\":\"orderBookL2_25." + symbol + "\""))
        .toList();
  }

  private static int nextOfItsLevels(List<Message> messages, int lost) {
    Set<String> named = named(messages, lost);
    return IntStream.range(lost + 1, messages.size())
        .filter(later -> all(messages, later).stream().anyMatch(named::contains))
        .findFirst()
        .orElse(-1);
  }

  /** What is inserted or deleted. */
  private static Set<String> named(List<Message> messages, int index) {
    Set<String> ids = new HashSet<>();
    for (String action : List.of("insert", "delete")) {
      tree(messages.get(index)).path("data").path(action).forEach(row -> ids.add(id(row)));
    }
    return ids;
  }

  private static Set<String> all(List<Message> messages, int index) {
    Set<String> ids = named(messages, index);
    tree(messages.get(index)).path("data").path("update").forEach(row -> ids.add(id(row)));
    return ids;
  }

  private static String id(JsonNode row) {
    return row.path("side").asText() + row.path("id").asText();
  }

  /** The book after the message at {@code index}, as the venue would send it. */
  private static Message snapshotAsOf(List<Message> messages, int index) {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (Message message : messages.subList(1, index + 1)) {
      JsonNode data = tree(message).path("data");
      data.path("delete").forEach(row -> rows.remove(id(row)));
      data.path("update").forEach(row -> rows.put(id(row), row));
      data.path("insert").forEach(row -> rows.put(id(row), row));
      if (data.isArray()) {
        data.forEach(row -> rows.put(id(row), row));
      }
    }
    JsonNode last = tree(messages.get(index));
    return new Message(
        Message.Kind.RECEIVED,
        "",
        messages.get(index).at(),
        """
        {"topic":%s,"type":"snapshot","data":%s,"cross_seq":%s,"timestamp_e6":%s}"""
            .formatted(
                last.path("topic"),
                rows.values(),
                last.path("cross_seq"),
                last.path("timestamp_e6")));
  }
}
