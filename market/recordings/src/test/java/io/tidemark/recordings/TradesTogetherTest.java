package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that say the same trades: nothing is counted twice. */
final class TradesTogetherTest {

  private static final int SECOND = 1_000;

  @TempDir Path dir;

  @Test
  void ofSingleAndAggregateTradesOfOneTimeTheFirstCount() throws IOException {
    DataFile single = singles("binance_spot_AAAUSDT_trades.csv", 0, 60);
    DataFile aggregate = aggregates("binance_spot_AAAUSDT_agg.csv", 0, 60);

    assertThat(volume(single)).isEqualTo(120);
    assertThat(volume(aggregate)).isEqualTo(120);
    assertThat(volume(single, aggregate)).isEqualTo(120);
    assertThat(volume(aggregate, single)).isEqualTo(120);
    DataFile later = singles("binance_spot_AAAUSDT_later.csv", 20, 60);
    assertThat(volume(later, aggregate)).isEqualTo(120);
  }

  @Test
  void daysOfSingleTradesAmongDaysOfAggregatesCount() throws IOException {
    DataFile first = aggregates("binance_spot_AAAUSDT_1.csv", 0, 60);
    DataFile second = singles("binance_spot_AAAUSDT_2.csv", 60, 120);
    DataFile third = aggregates("binance_spot_AAAUSDT_3.csv", 120, 180);
    DataFile more = singles("binance_spot_AAAUSDT_4.csv", 30, 50);

    assertThat(volume(first, second, third)).isEqualTo(360);
    assertThat(volume(first, second, third, more)).isEqualTo(360);
  }

  @Test
  void whatIsLeftOutIsCountedAndSaid() throws IOException {
    DataFile single = singles("binance_spot_AAAUSDT_trades.csv", 0, 60);
    DataFile aggregate = aggregates("binance_spot_AAAUSDT_agg.csv", 0, 60);
    try (Replay replay = Replay.open(List.of(single, aggregate), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts()).isEqualTo(new ReplayCounts(90, 60, 0, 30, 0, 60, 0, List.of()));
      assertThat(replay.counts().balances()).isTrue();
      assertThat(replay.ignored())
          .containsExactly(
              "AAA-USDT@binance: its trades are given singly and as aggregates; those count that"
                  + " come first, the others of the same time are left out");
    }
    assertThat(TradeForms.remarks(List.of(single))).isEmpty();
  }

  @Test
  void qualityRefusesWhatAnotherFileGaveAsAReplayDoes() throws IOException {
    List<String> trades = new ArrayList<>();
    List<String> bars = new ArrayList<>();
    List<String> rates = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      trades.add(trade(i, i * 5_000L));
      bars.add(bar(i, 60));
      rates.add("AAAUSDT," + (START + i * 8L * HOUR) + ",0.0001");
    }
    assertRefusedAsInAReplay("binance_spot_AAAUSDT_%d.csv", TRADES, trades, "trade 50");
    assertRefusedAsInAReplay("binance_spot_1m_%d/AAAUSDT.csv", CANDLES, bars, "bar at");
    assertRefusedAsInAReplay(
        "binance_usdm_%d_funding.csv", "symbol,funding_time_ms,funding_rate", rates, "value of");
  }

  private void assertRefusedAsInAReplay(String name, String header, List<String> rows, String words)
      throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (int day = 0; day < 2; day++) {
      List<String> lines = rows.subList(50 * day, 60 + 30 * day);
      files.add(
          DataFile.recognise(write(dir, name.formatted(day), TableKind.withHeader(header, lines))));
    }
    FilesTogether together = FilesTogether.of(files);
    List<RowVerdict> refused = new ArrayList<>();
    QualityReading.of(files.get(0), together, verdict -> assertThat(verdict.reason()).isNull());
    FileQuality second =
        QualityReading.of(
            files.get(1),
            together,
            verdict -> {
              if (verdict.reason() != null) {
                refused.add(verdict);
              }
            });

    assertThat(second.balances()).isTrue();
    assertThat(refused).extracting(RowVerdict::line).hasSize(10).startsWith(2L).endsWith(11L);
    assertThat(refused.get(0).reason()).isEqualTo(RejectReason.DUPLICATE);
    assertThat(refused.get(0).detail()).startsWith("another file already gave the " + words);
    if (files.get(0).isMarket()) {
      try (Replay replay = Replay.open(files, List.of())) {
        replay.forEachRemaining(item -> {});
        assertThat(replay.counts().refused()).isEqualTo(refused.size());
      }
    }
  }

  @Test
  void anotherInstrumentsTradesAreNotLeftOut() throws IOException {
    DataFile single = singles("binance_spot_AAAUSDT_trades.csv", 0, 60);
    DataFile other = aggregates("binance_spot_BBBUSDT_agg.csv", 0, 60);

    assertThat(volume(single, other)).isEqualTo(240);
  }

  @Test
  void aTradeThatTwoFilesHoldCountsOnce() throws IOException {
    DataFile one = singles("binance_spot_AAAUSDT_1.csv", 0, 60);
    DataFile two = singles("binance_spot_AAAUSDT_2.csv", 40, 100);
    try (Replay replay = Replay.open(List.of(one, two), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts().facts()).isEqualTo(100);
      assertThat(replay.counts().refused()).isEqualTo(20);
    }
  }

  @Test
  void aDatedValueThatTwoFilesHoldCountsOnce() throws IOException {
    DataFile trades = singles("binance_spot_AAAUSDT_1.csv", 0, 60);
    String row = (START - 86_400_000) + ",2023-12-31,50";
    DataFile one = DataFile.recognise(write(dir, "fear_greed_1.csv", "day_ms,date,value", row));
    DataFile two = DataFile.recognise(write(dir, "fear_greed_2.csv", "day_ms,date,value", row));
    try (Replay replay = Replay.open(List.of(trades, one, two), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts().refused()).isEqualTo(1);
    }
  }

  /** A trade of 2 each second. */
  private DataFile singles(String name, int from, int to) throws IOException {
    List<String> lines = new ArrayList<>(List.of(TRADES));
    for (int i = from; i < to; i++) {
      lines.add(trade(i, i * (long) SECOND));
    }
    return DataFile.recognise(write(dir, name, lines.toArray(String[]::new)));
  }

  /** A trade of 4 every other second. */
  private DataFile aggregates(String name, int from, int to) throws IOException {
    List<String> lines = new ArrayList<>(List.of(TRADES.replace("trade_id", "agg_trade_id")));
    for (int i = from; i < to; i += 2) {
      lines.add(trade(1_000_000 + i, i * (long) SECOND).replace(",2,", ",4,"));
    }
    return DataFile.recognise(write(dir, name, lines.toArray(String[]::new)));
  }

  private static double volume(DataFile... files) {
    double volume = 0;
    try (Replay replay = Replay.open(List.of(files), List.of())) {
      while (replay.hasNext()) {
        if (replay.next() instanceof ReplayItem.Event event
            && event.event().fact() instanceof Trade trade) {
          volume += trade.quantity();
        }
      }
      assertThat(replay.counts().balances()).isTrue();
    }
    return volume;
  }
}
