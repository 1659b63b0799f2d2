package io.tidemark.exchange.deribit;

import static io.tidemark.exchange.Recording.counts;
import static io.tidemark.exchange.Recording.lastBooks;
import static io.tidemark.exchange.Recording.perInstrument;
import static io.tidemark.exchange.Recording.play;
import static io.tidemark.exchange.Recording.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Metric;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deribit's recording: ten options. */
final class DeribitRecordedTest {

  private static final String BUSIEST = "BTC-24SEP21-8000-P";

  private static List<Message> recorded() {
    return Recording.of(Venue.DERIBIT);
  }

  @Test
  void everyMessageIsAFactOrHasAReasonAndNoneIsRefused() {
    List<Heard> heard = play(Venue.DERIBIT.open(), recorded());
    assertThat(heard).allSatisfy(one -> assertThat(one.outcomes()).isNotEmpty());
    // 10 snapshots, two of them without bids or asks, and 36 changes; 89 tickers, 15 with no news
    assertThat(counts(heard))
        .isEqualTo(
            Map.of(
                "BOOK", 44,
                "ONE_SIDED", 2,
                "METRIC", 152,
                "SUMMARY", 15,
                "REFERENCE", 4,
                "CONNECTION", 4));
    assertThat(perInstrument(heard, Book.class))
        .hasSize(8)
        .containsEntry("BTC-USD-24SEP21P8000@deribit", 31);
    assertThat(perInstrument(heard, Metric.class)).hasSize(10);
  }

  /** The venue's tickers say the best bid and ask too. */
  @Test
  void everyTickersBestBidAndAskIsOneThatTheBookHad() {
    Set<String> had = new HashSet<>();
    List<String> said = new ArrayList<>();
    for (Heard one : play(Venue.DERIBIT.open(), recorded())) {
      one.facts(Book.class).forEach(book -> had.add(best(book)));
      if (one.message().text().contains("\"channel\":\"ticker.")) {
        JsonNode data = tree(one.message()).path("params").path("data");
        if (data.path("best_bid_amount").asDouble() > 0
            && data.path("best_ask_amount").asDouble() > 0) {
          said.add(best(data));
        }
      }
    }
    assertThat(said).hasSize(76);
    assertThat(had).containsAll(said);
  }

  private static String best(Book book) {
    return String.join(
        " ",
        book.instrument(),
        String.valueOf(book.bidPrices()[0]),
        String.valueOf(book.bidSizes()[0]),
        String.valueOf(book.askPrices()[0]),
        String.valueOf(book.askSizes()[0]));
  }

  private static String best(JsonNode ticker) {
    Listing listing = DeribitName.listing(ticker.path("instrument_name").asText());
    return String.join(
        " ",
        listing == null ? "" : listing.instrument(),
        ticker.path("best_bid_price").asText(),
        ticker.path("best_bid_amount").asText(),
        ticker.path("best_ask_price").asText(),
        ticker.path("best_ask_amount").asText());
  }

  @Test
  void everyLostChangeShowsAtTheNextAndASnapshotBringsTheSameBook() {
    List<Message> messages = new ArrayList<>();
    recorded().stream()
        .filter(message -> message.kind() == Message.Kind.ANSWER)
        .forEach(messages::add);
    int snapshot = messages.size();
    recorded().stream()
        .filter(message -> message.text().contains("\"channel\":\"book." + BUSIEST))
        .forEach(messages::add);
    List<Heard> undisturbed = play(Venue.DERIBIT.open(), messages);
    for (int lost = snapshot + 1; lost < messages.size() - 2; lost++) {
      List<Message> disturbed = new ArrayList<>(messages);
      disturbed.add(lost + 2, snapshotAsOf(messages.subList(snapshot, lost + 2)));
      disturbed.remove(lost);
      List<Heard> heard = play(Venue.DERIBIT.open(), disturbed);
      int[] gaps = IntStream.range(0, heard.size()).filter(i -> heard.get(i).isGap()).toArray();
      assertThat(gaps).containsExactly(lost);
      assertThat(heard.get(lost).facts(Book.class)).isEmpty();
      assertThat(lastBooks(heard)).isEqualTo(lastBooks(undisturbed));
      assertThat(counts(heard.subList(lost + 1, heard.size())))
          .containsEntry("BOOK", messages.size() - lost - 1);
    }
  }

  /** The book after the last of these messages, as the venue would send it. */
  private static Message snapshotAsOf(List<Message> messages) {
    NavigableMap<Double, Double> bids = new TreeMap<>(Collections.reverseOrder());
    NavigableMap<Double, Double> asks = new TreeMap<>();
    JsonNode last = tree(messages.get(0));
    for (Message message : messages) {
      last = tree(message).path("params").path("data");
      last.path("bids").forEach(level -> set(bids, level));
      last.path("asks").forEach(level -> set(asks, level));
    }
    return new Message(
        Message.Kind.RECEIVED,
        "",
        messages.get(messages.size() - 1).at(),
        """
        {"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.%1$s.raw","data":{
         "type":"snapshot","timestamp":%2$s,"instrument_name":"%1$s","change_id":%3$s,
         "bids":%4$s,"asks":%5$s}}}"""
            .formatted(
                BUSIEST,
                last.path("timestamp"),
                last.path("change_id"),
                levels(bids),
                levels(asks)));
  }

  private static void set(Map<Double, Double> side, JsonNode level) {
    if (level.path(0).asText().equals("delete")) {
      side.remove(level.path(1).asDouble());
    } else {
      side.put(level.path(1).asDouble(), level.path(2).asDouble());
    }
  }

  private static List<String> levels(Map<Double, Double> side) {
    return side.entrySet().stream()
        .map(level -> "[\"new\",%s,%s]".formatted(level.getKey(), level.getValue()))
        .toList();
  }
}
