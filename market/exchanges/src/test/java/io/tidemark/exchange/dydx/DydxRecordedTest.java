package io.tidemark.exchange.dydx;

import static io.tidemark.exchange.Recording.counts;
import static io.tidemark.exchange.Recording.lastBooks;
import static io.tidemark.exchange.Recording.perInstrument;
import static io.tidemark.exchange.Recording.play;
import static io.tidemark.exchange.Recording.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** dYdX's recording: ten markets on one connection. */
final class DydxRecordedTest {

  /** A level's size and offset, as the venue wrote them. */
  private record Level(String size, long offset) {}

  private static List<Message> recorded() {
    return Recording.of(Venue.DYDX);
  }

  @Test
  void everyMessageIsAFactOrHasAReasonAndNoneIsRefused() {
    List<Heard> heard = play(Venue.DYDX.open(), recorded());
    assertThat(heard).allSatisfy(one -> assertThat(one.outcomes()).isNotEmpty());
    // 10 snapshots and 4687 updates, of which 34 are older than the level that they change
    assertThat(counts(heard))
        .isEqualTo(
            Map.of(
                "BOOK", 3879,
                "BEYOND_DEPTH", 784,
                "SUPERSEDED", 34,
                "TRADE", 26,
                "HISTORY", 10,
                "REFERENCE", 1,
                "CONNECTION", 23));
    assertThat(perInstrument(heard, Book.class))
        .hasSize(10)
        .containsEntry("ETH-USD-PERP@dydx", 1359);
    assertThat(perInstrument(heard, Trade.class)).containsEntry("ETH-USD-PERP@dydx", 22);
  }

  @Test
  void tradesAreMadeWithinAPercentOfTheBook() {
    Map<String, Book> books = new HashMap<>();
    for (Heard one : play(Venue.DYDX.open(), recorded())) {
      one.facts(Book.class).forEach(book -> books.put(book.instrument(), book));
      for (Trade trade : one.facts(Trade.class)) {
        Book book = books.get(trade.instrument());
        assertThat(book).isNotNull();
        if (book != null) {
          double middle = (book.bidPrices()[0] + book.askPrices()[0]) / 2;
          assertThat(trade.price()).isCloseTo(middle, within(middle / 100));
        }
      }
    }
  }

  @Test
  void everyLostMessageShowsAtTheNextAndSnapshotsBringTheSameBooks() {
    List<Message> messages = recorded();
    List<Heard> undisturbed = play(Venue.DYDX.open(), messages);
    for (int lost = 100; lost < messages.size() - 300; lost += 797) {
      int back = lost + 200;
      List<Message> snapshots = snapshotsAsOf(messages.subList(0, back));
      List<Message> disturbed = new ArrayList<>(messages.subList(0, back));
      disturbed.addAll(snapshots);
      for (Message message : messages.subList(back, messages.size())) {
        disturbed.add(renumbered(message, snapshots.size() / 2));
      }
      disturbed.remove(lost);
      List<Heard> heard = play(Venue.DYDX.open(), disturbed);
      int[] gaps = IntStream.range(0, heard.size()).filter(i -> heard.get(i).isGap()).toArray();
      assertThat(gaps).containsExactly(lost);
      assertThat(heard.get(lost).refused().get(0).detail())
          .startsWith("1 messages of the connection are missing before message_id")
          .endsWith("10 books wait for a snapshot");
      assertThat(heard.subList(lost, back - 1))
          .allSatisfy(one -> assertThat(one.facts(Book.class)).isEmpty());
      assertThat(lastBooks(heard)).isEqualTo(lastBooks(undisturbed));
      int resumed = back - 1 + snapshots.size();
      assertThat(counts(heard.subList(resumed, heard.size())))
          .isEqualTo(counts(undisturbed.subList(back, undisturbed.size())));
    }
  }

  /** Ten answers are out when it is lost, whose ids are missing too: eleven are one too many. */
  @Test
  void aMessageLostWhileAnswersAreOutShowsAtTheNext() {
    List<Message> messages = new ArrayList<>(recorded());
    int lost =
        IntStream.range(0, messages.size())
            .filter(i -> messages.get(i).text().contains("\"message_id\":25,"))
            .findFirst()
            .orElseThrow();
    messages.remove(lost);
    List<Heard> heard = play(Venue.DYDX.open(), messages);
    int[] gaps = IntStream.range(0, heard.size()).filter(i -> heard.get(i).isGap()).toArray();
    assertThat(gaps).containsExactly(lost);
    assertThat(counts(heard)).containsEntry("HISTORY", 10).doesNotContainKey("REPEATED");
  }

  private static Message renumbered(Message message, int by) {
    JsonNode tree = tree(message);
    long id = tree.path("message_id").asLong();
    return new Message(
        message.kind(),
        message.url(),
        message.at(),
        message.text().replace("\"message_id\":" + id + ",", "\"message_id\":" + (id + by) + ","));
  }

  /** Subscriptions to all markets, then their answers, as the venue would send them. */
  private static List<Message> snapshotsAsOf(List<Message> messages) {
    Map<String, Map<String, Map<String, Level>>> markets = new LinkedHashMap<>();
    JsonNode last = tree(messages.get(messages.size() - 1));
    for (Message message : messages) {
      if (message.text().contains("\"channel\":\"v3_orderbook\",\"")
          && message.text().contains("contents")) {
        add(markets, tree(message));
      }
    }
    long at = messages.get(messages.size() - 1).at();
    List<Message> asked = new ArrayList<>();
    List<Message> answered = new ArrayList<>();
    long id = last.path("message_id").asLong();
    for (Map.Entry<String, Map<String, Map<String, Level>>> market : markets.entrySet()) {
      asked.add(
          new Message(
              Message.Kind.SENT, "", at, "{\"type\":\"subscribe\",\"channel\":\"v3_orderbook\"}"));
      answered.add(
          new Message(
              Message.Kind.RECEIVED,
              "",
              at,
              """
              {"type":"subscribed","connection_id":%s,"message_id":%d,"channel":"v3_orderbook",
               "id":"%s","contents":{"bids":%s,"asks":%s}}"""
                  .formatted(
                      last.path("connection_id"),
                      ++id,
                      market.getKey(),
                      levels(market.getValue().get("bids")),
                      levels(market.getValue().get("asks")))));
    }
    asked.addAll(answered);
    return asked;
  }

  private static void add(Map<String, Map<String, Map<String, Level>>> markets, JsonNode message) {
    Map<String, Map<String, Level>> book =
        markets.computeIfAbsent(message.path("id").asText(), key -> new HashMap<>());
    JsonNode contents = message.path("contents");
    for (String side : List.of("bids", "asks")) {
      Map<String, Level> levels = book.computeIfAbsent(side, key -> new HashMap<>());
      for (JsonNode row : contents.path(side)) {
        boolean update = row.isArray();
        String price = (update ? row.path(0) : row.path("price")).asText();
        String size = (update ? row.path(1) : row.path("size")).asText();
        long offset = (update ? contents : row).path("offset").asLong();
        levels.merge(
            price, new Level(size, offset), (old, now) -> old.offset() > offset ? old : now);
      }
    }
  }

  private static List<String> levels(@Nullable Map<String, Level> side) {
    return side == null
        ? List.of()
        : side.entrySet().stream()
            .map(
                it ->
                    "{\"price\":\"%s\",\"size\":\"%s\",\"offset\":\"%d\"}"
                        .formatted(it.getKey(), it.getValue().size(), it.getValue().offset()))
            .toList();
  }
}
