package io.tidemark.recordings;

import static io.tidemark.recordings.BinanceMessages.change;
import static io.tidemark.recordings.BinanceMessages.quote;
import static io.tidemark.recordings.BinanceMessages.received;
import static io.tidemark.recordings.BinanceMessages.receivedInSeconds;
import static io.tidemark.recordings.BinanceMessages.snapshot;
import static io.tidemark.recordings.BinanceMessages.trade;
import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.recordings.message.MessageCounts;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of messages on their way into the log. */
final class RecordingReplayTest {

  private static final String BTC = "BTC-USDT@binance";
  private static final String ETH = "ETH-USDT@binance";

  private final List<LogEvent> events = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();

  @Test
  void aBookIsMadeOfTheFilesOfOneVenueTogether(@TempDir Path dir) throws IOException {
    Path rest = write(dir, "BINANCE.http.0.txt", snapshot("BTCUSDT", 100, START + 300, 60_000));
    Path stream =
        write(
            dir,
            "BINANCE.ws.1.txt.gz",
            receivedInSeconds(START + 100, change("BTCUSDT", 99, 101, START + 90, 59_999.5)),
            receivedInSeconds(START + 200, trade("BTCUSDT", 1, START + 190, 60_000)),
            receivedInSeconds(START + 400, change("BTCUSDT", 102, 103, START + 390, 59_999.75)));
    ReplayCounts counts = play(List.of(rest, stream), List.of());
    assertThat(events)
        .extracting(event -> event.fact().kind())
        .containsExactly(EventKind.TRADE, EventKind.BOOK, EventKind.BOOK);
    assertThat(events)
        .extracting(event -> event.origin().topic() + " " + event.origin().offset())
        .containsExactly(
            "BINANCE.ws.1.txt.gz 20000", "BINANCE.http.0.txt 10000", "BINANCE.ws.1.txt.gz 30000");
    assertThat(((Book) events.get(2).fact()).bidPrices()[0]).isEqualTo(59_999.75);
    MessageCounts messages = counts.messages().get(0);
    assertThat(messages.messages()).isEqualTo(4);
    assertThat(messages.passed()).isEqualTo(Map.of(NoFact.AWAITING_SNAPSHOT, 1L));
    assertThat(counts.balances()).isTrue();
  }

  @Test
  void qualityReadsTheFilesOfOneVenueTogether(@TempDir Path dir) throws IOException {
    DataFile rest =
        DataFile.recognise(
            write(dir, "BINANCE.http.0.txt", snapshot("BTCUSDT", 100, START + 300, 60_000)));
    DataFile stream =
        DataFile.recognise(
            write(
                dir,
                "BINANCE.ws.1.txt",
                receivedInSeconds(START + 400, change("BTCUSDT", 101, 102, START + 390, 59_999)),
                receivedInSeconds(START + 500, "{\"stream\":")));

    FileQuality alone = QualityReading.of(stream, verdict -> {});
    List<RowVerdict> verdicts = new ArrayList<>();
    FilesTogether both = FilesTogether.of(List.of(rest, stream));
    FileQuality together = QualityReading.of(stream, both, verdicts::add);
    FileQuality answers = QualityReading.of(rest, both, verdict -> {});

    assertThat(alone.words().toString()).contains("the book waits for its snapshot 1");
    assertThat(together.words().toString())
        .contains("2 messages = 1 with facts + 0 passed + 1 refused", "facts: 1 (book 1)");
    assertThat(verdicts).extracting(RowVerdict::line).containsExactly(2L);
    assertThat(answers.words().toString()).contains("1 messages = ").doesNotContain("1 refused");
  }

  @Test
  void aConnectionWithoutItsSnapshotStillGivesTrades(@TempDir Path dir) throws IOException {
    Path stream =
        write(
            dir,
            "BINANCE.ws.1.txt",
            receivedInSeconds(START + 100, change("BTCUSDT", 99, 101, START + 90, 59_999.5)),
            receivedInSeconds(START + 200, trade("BTCUSDT", 1, START + 190, 60_000)));
    ReplayCounts counts = play(List.of(stream), List.of());
    assertThat(events).extracting(event -> event.fact().kind()).containsExactly(EventKind.TRADE);
    assertThat(counts.messages().get(0).passed()).containsKey(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void twoDaysContinueEachOtherInWhicheverOrderTheyAreGiven(@TempDir Path dir) throws IOException {
    Path second =
        write(
            dir,
            "binance_spot_BTCUSDT_raw_2.txt",
            received(START + 300, trade("BTCUSDT", 3, START + 290, 60_002)));
    Path first =
        write(
            dir,
            "binance_spot_BTCUSDT_raw_1.txt",
            received(START + 100, trade("BTCUSDT", 1, START + 90, 60_000)),
            received(START + 200, trade("BTCUSDT", 2, START + 190, 60_001)));
    play(List.of(second, first), List.of());
    assertThat(events)
        .extracting(event -> event.fact().eventTime() / 1_000 - START)
        .containsExactly(90L, 190L, 290L);
  }

  @Test
  void theLogDoesNotGoBackWhereTheReceiversClockIsBehind(@TempDir Path dir) throws IOException {
    Path file =
        write(
            dir,
            "binance_spot_BTCUSDT_raw.txt",
            received(START + 100, trade("BTCUSDT", 1, START + 1_400, 60_000)),
            received(START + 110, trade("BTCUSDT", 2, START + 1_350, 60_001)));
    play(List.of(file), List.of());
    assertThat(events)
        .extracting(event -> event.availableAt() / 1_000 - START)
        .containsExactly(1_400L, 1_400L);
    assertThat(events.get(1).fact().availableAt()).isEqualTo((START + 1_350) * 1_000);
  }

  @Test
  void aMessageThatIsNoneBecomesADeadLetterWithItsBytes(@TempDir Path dir) throws IOException {
    String broken = received(START + 200, "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"tra");
    Path file =
        write(
            dir,
            "binance_spot_BTCUSDT_raw.txt",
            received(START + 100, trade("BTCUSDT", 1, START + 90, 60_000)),
            broken,
            received(START + 300, trade("BTCUSDT", 2, START + 290, -60_000)));
    ReplayCounts counts = play(List.of(file), List.of());
    assertThat(letters)
        .extracting(DeadLetter::reason)
        .containsExactly(RejectReason.UNDECODABLE, RejectReason.NON_POSITIVE);
    assertThat(letters.get(0).payload()).isEqualTo(broken.getBytes(StandardCharsets.US_ASCII));
    assertThat(letters.get(0).recordedAt()).isEqualTo((START + 200) * 1_000);
    assertThat(letters.get(0).origin().offset()).isEqualTo(20_000);
    assertThat(counts.refused()).isEqualTo(2);
    assertThat(counts.balances()).isTrue();
  }

  @Test
  void anInstrumentWithoutTradesIsNamedAndItsFactsAreCounted(@TempDir Path dir) throws IOException {
    Path file =
        write(
            dir,
            "binance_spot_raw.txt",
            received(START + 100, quote("ETHUSDT", 1, 3_000)),
            received(START + 200, trade("BTCUSDT", 1, START + 190, 60_000)),
            received(START + 300, quote("ETHUSDT", 2, 3_001)));
    try (Replay replay = Replay.open(List.of(DataFile.recognise(file)), List.of())) {
      replay.forEachRemaining(this::take);
      assertThat(replay.instruments()).containsExactly(BTC);
      assertThat(replay.ignored())
          .containsExactly(
              "BINANCE: ETH-USDT@binance is left out, no bars or trades of it were recorded, and"
                  + " there is no price without");
      assertThat(replay.counts().messages().get(0).leftOut()).isEqualTo(2);
      assertThat(replay.counts().balances()).isTrue();
    }
    assertThat(events).extracting(LogEvent::instrument).containsOnly(BTC);
  }

  @Test
  void booksAloneArePlayedAndGoWithBarsFromATable(@TempDir Path dir) throws IOException {
    Path books =
        write(
            dir,
            "binance_spot_raw.txt",
            received(START + 100, quote("ETHUSDT", 1, 3_000)),
            received(START + 300, quote("ETHUSDT", 2, 3_001)));
    Path bars = write(dir, "binance_spot_1m/ETHUSDT.csv", CANDLES, bar(0, 60), bar(1, 60));
    try (Replay replay = Replay.open(List.of(DataFile.recognise(books)), List.of())) {
      replay.forEachRemaining(this::take);
      assertThat(replay.ignored())
          .containsExactly("BINANCE: nothing was traded in it, so nothing will be scored");
      assertThat(replay.counts().balances()).isTrue();
    }
    assertThat(events)
        .extracting(event -> event.fact().kind())
        .containsExactly(EventKind.BOOK, EventKind.BOOK);
    events.clear();
    play(List.of(books, bars), List.of());
    assertThat(events)
        .extracting(event -> event.fact().kind())
        .containsExactly(EventKind.BOOK, EventKind.BOOK, EventKind.CANDLE, EventKind.CANDLE);
  }

  @Test
  void eachInstrumentOfARecordingTicksWhileItIsQuiet(@TempDir Path dir) throws IOException {
    Path file =
        write(
            dir,
            "binance_spot_raw.txt",
            received(START + 10_000, trade("ETHUSDT", 1, START + 10_000, 3_000)),
            received(START + 20_000, trade("BTCUSDT", 1, START + 20_000, 60_000)),
            received(START + 70_000, trade("BTCUSDT", 2, START + 70_000, 60_000)),
            received(START + 130_000, trade("BTCUSDT", 3, START + 130_000, 60_000)));
    play(List.of(file), List.of());
    assertThat(events)
        .filteredOn(event -> event.fact().kind() == EventKind.TICK)
        .extracting(event -> event.instrument() + " " + (event.availableAt() / 1_000 - START))
        .containsExactly(BTC + " 60000", ETH + " 60000", BTC + " 120000", ETH + " 120000");
  }

  @Test
  void historyIsPlayedAsFarAsItEndsBeforeTheInstrumentsFirstTrade(@TempDir Path dir)
      throws IOException {
    Path file =
        write(
            dir,
            "binance_spot_raw.txt",
            received(START + 90_000, quote("BTCUSDT", 1, 60_000)),
            received(START + 150_000, trade("BTCUSDT", 1, START + 150_000, 60_000)));
    Path history =
        write(dir, "binance_spot_1m/BTCUSDT.csv", CANDLES, bar(0, 60), bar(1, 61), bar(2, 62));
    ReplayCounts counts = play(List.of(file), List.of(history));
    assertThat(events)
        .extracting(event -> event.fact().kind() + " " + (event.availableAt() / 1_000 - START))
        .containsExactly("CANDLE " + MINUTE, "BOOK 90000", "CANDLE " + 2 * MINUTE, "TRADE 150000");
    assertThat(counts.historyDropped()).isEqualTo(1);
    assertThat(counts.balances()).isTrue();
  }

  private ReplayCounts play(List<Path> data, List<Path> history) {
    List<DataFile> files = data.stream().map(DataFile::recognise).toList();
    List<DataFile> before = history.stream().map(DataFile::recognise).toList();
    try (Replay replay = Replay.open(files, before)) {
      replay.forEachRemaining(this::take);
      return replay.counts();
    }
  }

  private void take(ReplayItem item) {
    if (item instanceof ReplayItem.Event event) {
      events.add(event.event());
    } else if (item instanceof ReplayItem.Refused refused) {
      letters.add(refused.letter());
    }
  }
}
