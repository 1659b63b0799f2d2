package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.fact.LogEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was really recorded, where it lies beside the repository. */
final class RecordedDataTest {

  @ParameterizedTest
  @CsvSource({
    "trades/binance_spot_PEPEUSDT_aggtrades_2024-10-27.csv.gz, 57229",
    "trades/binance_spot_XRPETH_trades_2019-10-11.csv.gz, 12477",
    "trades/ETHUSDT_trades_2023-02-02.csv.gz, 1000",
    "trades/binance_usdm_BTCUSDT_trades_2024-08-08.csv.gz, 21313",
    "trades/binance_coinm_BTCUSD_PERP_trades_2024-08-08.csv.gz, 2286",
    "trades/binance_spot_BTCUSDT_trades_2024-08-09.csv.gz, 10147",
    "ohlcv/binance_spot_1h/BTCUSDT.csv.gz, 64524",
    "ohlcv/binance_usdm_5m/ETHUSDT.csv.gz, 143901",
    "ohlcv/bitfinex_spot_1m/BTCUSD_2017.csv.gz, 505209",
  })
  void everyRowOfARecordedFileIsAFact(String name, long rows) {
    try (Replay replay = Replay.open(List.of(DataFile.recognise(data(name))), List.of())) {
      long last = Long.MIN_VALUE;
      while (replay.hasNext()) {
        if (replay.next() instanceof ReplayItem.Event item) {
          assertThat(item.event().availableAt()).isGreaterThanOrEqualTo(last);
          last = item.event().availableAt();
        }
      }
      assertThat(replay.counts().facts()).isEqualTo(rows);
      assertThat(replay.counts().refused()).isZero();
    }
  }

  @Test
  void theThirtyThreeMissingHoursOfFebruary2018Tick() {
    DataFile bars = DataFile.recognise(data("ohlcv/binance_spot_1h/BTCUSDT.csv.gz"));
    try (Replay replay = Replay.open(List.of(bars), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts().ticks()).isEqualTo(128);
    }
  }

  @Test
  void marketsPlayedTogetherKeepTheOrderOfEachFile() {
    List<DataFile> files = new ArrayList<>();
    for (String name :
        List.of(
            "trades/binance_spot_BTCUSDT_trades_2024-08-08.csv.gz",
            "trades/binance_spot_BTCUSDT_trades_2024-08-09.csv.gz",
            "trades/binance_usdm_BTCUSDT_trades_2024-08-08.csv.gz",
            "funding/binance_usdm_funding.csv.gz",
            "sentiment/fear_greed_daily.csv")) {
      files.add(DataFile.recognise(data(name)));
    }
    List<DataFile> history =
        List.of(DataFile.recognise(data("ohlcv/binance_spot_1h/BTCUSDT.csv.gz")));
    try (Replay replay = Replay.open(files, history)) {
      Map<String, Long> offsets = new HashMap<>();
      Map<String, Long> clocks = new HashMap<>();
      while (replay.hasNext()) {
        LogEvent event = ((ReplayItem.Event) replay.next()).event();
        String stream = event.instrument() + " of " + event.origin().topic();
        Long before = offsets.put(stream, event.origin().offset());
        assertThat(event.origin().offset()).isGreaterThan(before == null ? -1 : before);
        Long clock = clocks.put(event.instrument(), event.availableAt());
        assertThat(event.availableAt()).isGreaterThanOrEqualTo(clock == null ? 0 : clock);
      }
      ReplayCounts counts = replay.counts();
      assertThat(counts.historyDropped()).isPositive();
      assertThat(counts.rows())
          .isEqualTo(counts.facts() + counts.refused() + counts.historyDropped());
      assertThat(replay.ignored()).hasSize(4);
    }
  }

  private static Path data(String name) {
    Path path =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/data").resolve(name);
    assumeTrue(Files.exists(path), "the recorded data is not beside the repository");
    return path.normalize();
  }
}
