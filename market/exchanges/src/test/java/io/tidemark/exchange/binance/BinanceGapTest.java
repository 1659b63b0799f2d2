package io.tidemark.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.exchange.PlainBook;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change that is left out of a recording on purpose. */
final class BinanceGapTest {

  /** Changes between the gap and the new snapshot. */
  private static final int PAUSE = 50;

  @ParameterizedTest
  @CsvSource({
    "BINANCE, 20, 21",
    "BINANCE, 1700, 1705",
    "BINANCE, 3300, 3301",
    "BINANCE_FUTURES, 20, 21",
    "BINANCE_FUTURES, 3000, 3004",
    "BINANCE_FUTURES, 6400, 6401",
    "BINANCE_DELIVERY, 100, 101",
    "BINANCE_DELIVERY, 20000, 20100",
  })
  void aDroppedChangeIsFoundAtTheNextAndASnapshotMendsTheBook(Venue venue, int from, int to) {
    List<Message> messages = Recording.files(RecordedBinanceBookTest.files(venue).subList(0, 1));
    Protocol whole = venue.open();
    Protocol holed = venue.open();
    PlainBook plain = new PlainBook();
    @Nullable Book wholeBook = null;
    @Nullable Book holedBook = null;
    List<Integer> losses = new ArrayList<>();
    int changes = 0;
    for (Message message : messages) {
      boolean change = isChange(message);
      changes += change ? 1 : 0;
      follow(plain, message, messages);
      wholeBook = RecordedBinanceBookTest.lastBook(whole.read(message), wholeBook);
      if (change && changes >= from && changes < to) {
        continue;
      }
      Heard heard = new Heard(message, holed.read(message));
      losses.addAll(Collections.nCopies(heard.refused().size(), changes));
      assertThat(heard.isGap()).isEqualTo(!heard.refused().isEmpty());
      if (changes >= to && changes < to + PAUSE) {
        assertOnlyQuotes(heard, change);
      }
      holedBook = RecordedBinanceBookTest.lastBook(heard.outcomes(), holedBook);
      if (change && changes == to + PAUSE) {
        holedBook = RecordedBinanceBookTest.lastBook(holed.read(snapshot(plain, message)), null);
      }
      if (changes > to + PAUSE && holedBook != null && wholeBook != null) {
        assertThat(Recording.levels(holedBook)).isEqualTo(Recording.levels(wholeBook));
      }
    }
    assertThat(losses).containsExactly(to);
    assertThat(changes).isGreaterThan(to + PAUSE);
  }

  /** While the book waits, quotes alone are seen. */
  private static void assertOnlyQuotes(Heard heard, boolean change) {
    for (Book book : heard.facts(Book.class)) {
      assertThat(book.bidPrices()).hasSize(1);
      assertThat(change).isFalse();
    }
  }

  private static boolean isChange(Message message) {
    return RecordedBinanceBookTest.event(message).path("e").asText().equals("depthUpdate");
  }

  /** The plain book after this change, as the venue would answer. */
  private static Message snapshot(PlainBook plain, Message change) {
    long last = RecordedBinanceBookTest.event(change).path("u").asLong();
    return new Message(Message.Kind.RECEIVED, "", change.at(), plain.asSnapshot(last));
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY"})
  void aDroppedTradeIsMissedAtTheNext(Venue venue) {
    Protocol protocol = venue.open();
    int trades = 0;
    List<Integer> missed = new ArrayList<>();
    for (Message message : Recording.files(RecordedBinanceBookTest.files(venue).subList(0, 1))) {
      if (RecordedBinanceBookTest.event(message).path("e").asText().equals("trade")
          && ++trades == 1000) {
        continue;
      }
      for (Outcome outcome : protocol.read(message)) {
        if (outcome instanceof Outcome.Refused refused) {
          assertThat(refused.detail()).contains(": 1 trades are missing");
          missed.add(trades);
        }
      }
    }
    assertThat(missed).containsExactly(1001);
  }

  private static void follow(PlainBook plain, Message message, List<Message> messages) {
    JsonNode event = RecordedBinanceBookTest.event(message);
    if (event.path("e").asText().equals("depthUpdate")) {
      plain.change(event);
    } else if (event.isMissingNode()) {
      RecordedBinanceBookTest.replay(plain, messages, message);
    }
  }
}
