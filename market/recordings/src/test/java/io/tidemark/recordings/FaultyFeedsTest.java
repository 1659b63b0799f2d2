package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people reported them, where they are there. */
final class FaultyFeedsTest {

  private static final Path FEEDS =
      Path.of(System.getProperty("tidemark.root")).resolve("../shared/cases/feeds");

  @ParameterizedTest
  @CsvSource({
    "impact/binance_spot_FUTURE3HUSDT_trades.csv, 2879, 1",
    "impact/binance_spot_L4CLEANUSDT_trades.csv, 2880, 0",
    "impact/binance_spot_IDRESETUSDT_trades.csv, 2880, 0",
    "impact/bitmex_perp_UUIDUSD_trades.csv, 2880, 0",
    "impact/binance_spot_TWICEUSDT_trades.csv, 720, 360",
    "impact/binance_spot_OVERUSDT_trades.csv, 720, 240",
    "impact/kraken_spot_NOIDUSDT_trades.csv, 2880, 0",
    "impact/binance_usdm_funding_fut.csv, 59, 1",
    "impact/fear_greed_fut.csv, 19, 1",
    "impact2/binance_usdm_funding_newest.csv, 60, 0",
    "impact2/binance_usdm_funding_overlap.csv, 60, 10",
    "impact2/fear_greed_back.csv, 20, 3",
    "impact2/binance_spot_QUICKUSDT_1h.csv, 480, 0",
    "bars/fut_BTCUSDT_1h.csv, 28, 2",
    "bars/kraken_spot_SPARSEEUR.csv, 400, 0",
    "bars/binance_spot_OVERUSDT.csv, 48, 10",
    "bars/binance_spot_REVUSDT.csv, 48, 10",
    "bars/binance_spot_EIGHTHUSDT.csv, 20, 0",
    "series/btc_coinmetrics_daily.csv, 105, 5",
    "series/fear_greed_dup.csv, 20, 3",
    "series/fear_greed_newest.csv, 10, 0",
    "series/binance_usdm_dupfunding.csv, 20, 20",
    "series/binance_usdm_changefunding.csv, 21, 0",
    "trades/binance_spot_TWICEUSDT_trades.csv, 600, 600",
    "trades/binance_spot_OVERUSDT_trades.csv, 900, 300",
    "trades/binance_spot_ODDUSDT_trades.csv, 24, 6",
    "trades/binance_spot_MALFIRSTUSDT_trades.csv, 30, 1",
    "trades/BTCUSDT-aggTrades-2024-12-31.csv, 50, 0",
    "trades/BTCUSDT-trades-2025-01-01.csv, 50, 0",
    "bars/BTCUSDT-1h-2024-12_um.csv, 48, 0",
    "bars/BTCUSDT-1h-2025-01.csv, 48, 0",
    "bars/binance_spot_MSUSUSDT.csv, 48, 0",
    "bars/binance_spot_QUOTEUSDT.csv, 48, 0",
    "bars/binance_spot_QHEADUSDT.csv, 48, 0",
    "bars/binance_spot_SEMIUSDT.csv, 48, 0",
    "bars/binance_spot_SPACEUSDT.csv, 48, 0",
    "bars/binance_spot_THOUSUSDT.csv, 48, 0",
    "bars/bom_BTCUSDT_1h.csv, 29, 1",
    "bars/cap_BTCUSDT_1h.csv, 29, 1",
    "series/btc.csv, 38, 0",
    "series/fear_greed_noisy.csv, 5, 0",
  })
  void whatIsWrongIsRefusedAndTheRestCounts(String name, long accepted, long refused) {
    Path path = feed(name);
    long lines = lines(path);
    List<RowVerdict> verdicts = new ArrayList<>();
    FileQuality quality = QualityReading.of(DataFile.recognise(path), verdicts::add);

    assertThat(quality.balances()).isTrue();
    assertThat(quality.accepted() + quality.repaired()).isEqualTo(accepted);
    assertThat(quality.refused()).isEqualTo(refused);
    assertThat(verdicts).allMatch(verdict -> verdict.line() <= lines);
  }

  @Test
  void anArrayIsReadElementByElement() {
    DataFile file = DataFile.recognise(feed("bars/BTC_USDT-1h.json"));
    FileQuality quality = QualityReading.of(file, verdict -> {});
    assertThat(quality.accepted()).isEqualTo(48);
    assertThat(quality.about()).contains("does not name the exchange");
  }

  @ParameterizedTest
  @CsvSource({
    "bars/binance_spot_UTF16USDT.csv, is UTF-16 text",
    "bars/binance_spot_BTCUSD1.csv, cannot tell base and quote",
    "bars/binance_spot_WEEKUSDT.csv, which is no usual length",
  })
  void whatIsNotReadHasItsTrueReason(String name, String words) {
    Path path = feed(name);
    assertThatThrownBy(() -> DataFile.recognise(path)).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "impact/binance_spot_FUTURE3HUSDT_trades.csv",
    "impact/binance_spot_TWICEUSDT_trades.csv",
    "bars/kraken_spot_SPARSEEUR.csv",
    "bars/fut_BTCUSDT_1h.csv",
  })
  void whatIsPlayedIsWhatQualitySays(String name) {
    DataFile file = DataFile.recognise(feed(name));
    FileQuality quality = QualityReading.of(file, verdict -> {});
    try (Replay replay = Replay.open(List.of(file), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts().facts()).isEqualTo(quality.accepted() + quality.repaired());
      assertThat(replay.counts().refused()).isEqualTo(quality.refused());
    }
  }

  @Test
  void theVolumeOfSingleAndAggregateTradesCountsOnce() {
    for (String names :
        List.of(
            "impact/binance_spot_SINGLEUSDT_trades_a.csv"
                + " impact/binance_spot_SINGLEUSDT_aggtrades_b.csv",
            "trades/binance_usdm_BOTHUSDT_trades_2024.csv"
                + " trades/binance_usdm_BOTHUSDT_aggtrades_2024.csv")) {
      DataFile first = DataFile.recognise(feed(names.split(" ", -1)[0]));
      DataFile second = DataFile.recognise(feed(names.split(" ", -1)[1]));
      double once = volume(List.of(first));
      assertThat(volume(List.of(second))).isEqualTo(once);
      assertThat(volume(List.of(first, second))).isEqualTo(once);
      assertThat(volume(List.of(second, first))).isEqualTo(once);
    }
  }

  private static double volume(List<DataFile> files) {
    double volume = 0;
    try (Replay replay = Replay.open(files, List.of())) {
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

  private static long lines(Path path) {
    try (Lines lines = Lines.open(path)) {
      while (lines.next() != null) {
        assertThat(lines.number()).isPositive();
      }
      return lines.number();
    }
  }

  private static Path feed(String name) {
    Path path = FEEDS.resolve(name).normalize();
    assumeTrue(Files.exists(path), "there is no " + path + " beside the repository");
    return path;
  }
}
