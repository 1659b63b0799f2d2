package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
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
  void aDroppedChangeIsFoundAtTheNextAndASnapshotMendsTheBook(Venue venue, int from, int to)
      throws IOException {
    List<Message> messages =
        BinanceRecording.inOrder(RecordedBinanceBookTest.files(venue).subList(0, 1));
    Protocol whole = venue.open();
    Protocol holed = venue.open();
    PlainBook plain = new PlainBook();
    @Nullable Book wholeBook = null;
    @Nullable Book holedBook = null;
    List<Integer> losses = new ArrayList<>();
    int changes = 0;
    for (Message message : messages) {
      JsonNode event = BinanceRecording.event(message);
      boolean change = event.path("e").asText().equals("depthUpdate");
      changes += change ? 1 : 0;
      follow(plain, message, messages);
      wholeBook = RecordedBinanceBookTest.lastBook(whole.read(message), wholeBook);
      if (change && changes >= from && changes < to) {
        continue;
      }
      List<Outcome> outcomes = holed.read(message);
      for (Outcome outcome : outcomes) {
        if (outcome instanceof Outcome.Refused refused) {
          assertThat(refused.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
          losses.add(changes);
        }
      }
      @Nullable Book now = RecordedBinanceBookTest.lastBook(outcomes, null);
      boolean waits = changes >= to && changes < to + PAUSE;
      if (waits && now != null) {
        assertThat(now.bidPrices()).hasSize(1);
        assertThat(change).isFalse();
      }
      holedBook = now == null ? holedBook : now;
      if (change && changes == to + PAUSE) {
        String snapshot = plain.asSnapshot(event.path("u").asLong());
        List<Outcome> mended =
            holed.read(new Message(Message.Kind.RECEIVED, "", message.at(), snapshot));
        holedBook = RecordedBinanceBookTest.lastBook(mended, holedBook);
      }
      if (changes > to + PAUSE && holedBook != null && wholeBook != null) {
        assertThat(holedBook.bidPrices()).isEqualTo(wholeBook.bidPrices());
        assertThat(holedBook.bidSizes()).isEqualTo(wholeBook.bidSizes());
        assertThat(holedBook.askPrices()).isEqualTo(wholeBook.askPrices());
        assertThat(holedBook.askSizes()).isEqualTo(wholeBook.askSizes());
      }
    }
    assertThat(losses).containsExactly(to);
    assertThat(changes).isGreaterThan(to + PAUSE);
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY"})
  void aDroppedTradeIsMissedAtTheNext(Venue venue) throws IOException {
    Protocol protocol = venue.open();
    int trades = 0;
    List<Integer> missed = new ArrayList<>();
    for (Message message :
        BinanceRecording.inOrder(RecordedBinanceBookTest.files(venue).subList(0, 1))) {
      if (BinanceRecording.event(message).path("e").asText().equals("trade") && ++trades == 1000) {
        continue;
      }
      for (Outcome outcome : protocol.read(message)) {
        if (outcome instanceof Outcome.Refused refused) {
          assertThat(refused.detail()).startsWith("1 trades are missing");
          missed.add(trades);
        }
      }
    }
    assertThat(missed).containsExactly(1001);
  }

  private static void follow(PlainBook plain, Message message, List<Message> messages) {
    JsonNode event = BinanceRecording.event(message);
    if (event.path("e").asText().equals("depthUpdate")) {
      plain.change(event);
    } else if (event.isMissingNode()) {
      RecordedBinanceBookTest.replay(plain, messages, message);
    }
  }
}
