package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {

  private static final String BTC = "BTC-USDT@binance";
  private static final String ETH = "ETH-USDT@binance";

  @Test
  void filesAreMergedByTheTimeAtWhichTheirRowsCouldBeKnown(@TempDir Path dir) throws IOException {
    DataFile btc = candles(dir, "binance_spot_1m/BTCUSDT.csv", bar(0, 60), bar(1, 61), bar(2, 62));
    DataFile eth = candles(dir, "binance_spot_1m/ETHUSDT.csv", bar(1, 70), bar(2, 71));
    assertThat(said(Replay.open(List.of(btc, eth), List.of())))
        .containsExactly(
            "1:00 BTC CANDLE",
            "2:00 BTC CANDLE",
            "2:00 ETH CANDLE",
            "3:00 BTC CANDLE",
            "3:00 ETH CANDLE");
  }

  @Test
  void aTickStandsWhereABarIsMissingAndNowhereElse(@TempDir Path dir) throws IOException {
    DataFile btc = candles(dir, "binance_spot_1m/BTCUSDT.csv", bar(0, 60), bar(1, 61), bar(4, 62));
    DataFile eth = candles(dir, "binance_spot_1m/ETHUSDT.csv", bar(0, 70), bar(1, 71));
    assertThat(said(Replay.open(List.of(btc, eth), List.of())))
        .containsExactly(
            "1:00 BTC CANDLE",
            "1:00 ETH CANDLE",
            "2:00 BTC CANDLE",
            "2:00 ETH CANDLE",
            "3:00 BTC TICK",
            "4:00 BTC TICK",
            "5:00 BTC CANDLE");
  }

  @Test
  void aQuietMarketOfTradesTicksEveryMinuteUntilItsRecordingEnds(@TempDir Path dir)
      throws IOException {
    DataFile file = trades(dir, "a/BTCUSDT.csv", trade(1, 10_000), trade(2, 130_000));
    assertThat(said(Replay.open(List.of(file), List.of())))
        .containsExactly("0:10 BTC TRADE", "1:00 BTC TICK", "2:00 BTC TICK", "2:10 BTC TRADE");
  }

  @Test
  void aRowThatGoesBackInTimeKeepsItsPlaceInItsFile(@TempDir Path dir) throws IOException {
    DataFile file = trades(dir, "a/BTCUSDT.csv", trade(1, 1_000), trade(2, 5_000), trade(3, 4_000));
    List<LogEvent> events = events(Replay.open(List.of(file), List.of()));
    assertThat(events).extracting(e -> e.origin().offset()).containsExactly(2L, 3L, 4L);
    assertThat(events.get(2).availableAt()).isEqualTo(events.get(1).availableAt());
    assertThat(events.get(2).fact().eventTime()).isEqualTo((START + 4_000) * 1_000);
  }

  @Test
  void refusedRowsBecomeDeadLettersWithTheirBytes(@TempDir Path dir) throws IOException {
    DataFile file =
        candles(
            dir, "binance_spot_1m/BTCUSDT.csv", bar(0, 60), bar(1, 61), bar(1, 61), "caf\u00e9");
    List<ReplayItem> items = all(Replay.open(List.of(file), List.of()));
    DeadLetter twice = ((ReplayItem.Refused) items.get(2)).letter();
    DeadLetter odd = ((ReplayItem.Refused) items.get(3)).letter();
    assertThat(twice.reason()).isEqualTo(RejectReason.DUPLICATE);
    assertThat(twice.origin()).isEqualTo(new Origin("BTCUSDT.csv", 0, 4));
    assertThat(twice.recordedAt()).isEqualTo((START + 2 * MINUTE) * 1_000);
    assertThat(odd.reason()).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(odd.payload()).isEqualTo("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(odd.payloadLength()).isEqualTo(4);
    assertThat(odd.payloadSha256()).hasSize(64);
  }

  @Test
  void aBarThatTwoFilesHoldCountsOnce(@TempDir Path dir) throws IOException {
    DataFile one = candles(dir, "binance_spot_1m/BTCUSDT_1.csv", bar(0, 60), bar(1, 61));
    DataFile two = candles(dir, "binance_spot_1m/BTCUSDT_2.csv", bar(1, 61), bar(2, 62));
    try (Replay replay = Replay.open(List.of(one, two), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts()).isEqualTo(new ReplayCounts(4, 3, 1, 0, 0, 3, 0, List.of()));
    }
  }

  @Test
  void historyIsPlayedFirstAndOnlyAsFarAsItEndsBeforeTheData(@TempDir Path dir) throws IOException {
    DataFile data = trades(dir, "binance_spot_BTCUSDT_t.csv", trade(1, 150_000));
    DataFile history =
        candles(dir, "binance_spot_1m/BTCUSDT.csv", bar(0, 60), bar(1, 61), bar(2, 62), bar(3, 63));
    Replay replay = Replay.open(List.of(data), List.of(history));
    assertThat(said(replay))
        .containsExactly("1:00 BTC CANDLE", "2:00 BTC CANDLE", "2:30 BTC TRADE");
    assertThat(replay.counts()).isEqualTo(new ReplayCounts(5, 3, 0, 2, 0, 3, 0, List.of()));
  }

  @Test
  void historyOfAnotherInstrumentIsRefused(@TempDir Path dir) throws IOException {
    DataFile data = trades(dir, "ETHUSDT_t.csv", trade(1, 150_000));
    DataFile history = candles(dir, "binance_spot_1m/ETHUSDT.csv", bar(0, 60), bar(1, 61));
    assertThatThrownBy(() -> Replay.open(List.of(data), List.of(history)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(
            "is history of ETH-USDT@binance, but the data is of ETH-USDT@unknown");
    assertThatThrownBy(() -> Replay.open(List.of(data), List.of(data)))
        .hasMessageContaining("cannot be history: give closed bars to --history.");
    assertThatThrownBy(() -> Replay.open(List.of(data, data), List.of()))
        .hasMessageContaining("is given twice");
  }

  @Test
  void aMarketWideFactIsCopiedToEachInstrumentAndForeignFundingIsNamed(@TempDir Path dir)
      throws IOException {
    DataFile btc = candles(dir, "binance_spot_1m/BTCUSDT.csv", bar(1_440, 60), bar(1_441, 61));
    DataFile eth = candles(dir, "binance_spot_1m/ETHUSDT.csv", bar(1_440, 60), bar(1_441, 61));
    DataFile greed =
        DataFile.recognise(
            write(dir, "fear_greed_daily.csv", "day_ms,date,value", START + ",2024-01-01,65"));
    DataFile funding =
        DataFile.recognise(
            write(
                dir,
                "binance_usdm_funding.csv",
                "symbol,funding_time_ms,funding_rate",
                "XRPUSDT," + START + ",0.0001"));
    try (Replay replay = Replay.open(List.of(btc, eth, greed, funding), List.of())) {
      assertThat(said(replay))
          .startsWith("1440:00 BTC METRIC", "1440:00 ETH METRIC", "1441:00 BTC CANDLE");
      assertThat(replay.instruments()).containsExactly(BTC, ETH);
      assertThat(replay.ignored())
          .containsExactly(
              "binance_usdm_funding.csv: XRP-USDT-PERP@binance is left out, no bars or trades of it"
                  + " are played");
      assertThat(replay.counts()).isEqualTo(new ReplayCounts(5, 5, 0, 0, 0, 6, 0, List.of()));
    }
  }

  @Test
  void aReferencesCandleComesAfterAllElseOfItsTimeWhicheverFileIsGivenFirst(@TempDir Path dir)
      throws IOException {
    DataFile btc = candles(dir, "binance_spot_1m/BTCUSDT.csv", bar(0, 60), bar(1, 61), bar(3, 62));
    DataFile eth = candles(dir, "binance_spot_1m/ETHUSDT.csv", bar(0, 70), bar(1, 71), bar(3, 72));
    List<String> expected =
        List.of(
            "1:00 ETH of ETH",
            "1:00 ETH of BTC",
            "2:00 ETH of ETH",
            "2:00 ETH of BTC",
            "3:00 ETH of ETH",
            "4:00 ETH of ETH",
            "4:00 ETH of BTC");

    for (List<DataFile> files : List.of(List.of(btc, eth), List.of(eth, btc))) {
      Replay replay = Replay.open(files, List.of(), (log, of) -> log.equals(ETH) && of.equals(BTC));
      List<LogEvent> events = events(replay);
      assertThat(events)
          .filteredOn(event -> event.instrument().equals(ETH))
          .extracting(
              event ->
                  (event.availableAt() / 1_000 - START) / MINUTE
                      + ":00 ETH of "
                      + event.fact().instrument().substring(0, 3))
          .containsExactlyElementsOf(expected);
      assertThat(events)
          .filteredOn(event -> event.instrument().equals(BTC))
          .allMatch(event -> event.fact().instrument().equals(BTC));
      assertThat(replay.counts().facts()).isEqualTo(6);
      assertThat(replay.counts().events()).isEqualTo(9);
      assertThat(replay.counts().balances()).isTrue();
    }
  }

  private static DataFile candles(Path dir, String name, String... rows) throws IOException {
    return file(dir, name, CANDLES, rows);
  }

  private static DataFile trades(Path dir, String name, String... rows) throws IOException {
    return file(dir, name, TRADES, rows);
  }

  private static DataFile file(Path dir, String name, String header, String... rows)
      throws IOException {
    String[] lines = new String[rows.length + 1];
    lines[0] = header;
    System.arraycopy(rows, 0, lines, 1, rows.length);
    return DataFile.recognise(write(dir, name, lines));
  }

  private static List<ReplayItem> all(Replay replay) {
    try (replay) {
      List<ReplayItem> items = new ArrayList<>();
      replay.forEachRemaining(items::add);
      return items;
    }
  }

  private static List<LogEvent> events(Replay replay) {
    return all(replay).stream().map(item -> ((ReplayItem.Event) item).event()).toList();
  }

  /** Minutes and seconds after the start, base, kind. */
  private static List<String> said(Replay replay) {
    return events(replay).stream()
        .map(
            event -> {
              long seconds = (event.availableAt() / 1_000 - START) / 1_000;
              return String.format(
                  "%d:%02d %s %s",
                  seconds / 60,
                  seconds % 60,
                  event.instrument().substring(0, 3),
                  event.fact().kind());
            })
        .toList();
  }
}
