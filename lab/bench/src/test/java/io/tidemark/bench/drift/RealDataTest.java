package io.tidemark.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealDataTest {

  private static final Path DATA =
      Path.of(System.getProperty("tidemark.root")).resolve("../shared/data");

  @Test
  void whereOnlyTheLabelsRuleDriftsTheInputsStayQuiet() {
    Path file = DATA.resolve("drift/sea.csv.gz");
    assumeTrue(Files.exists(file), "no recorded data at " + file);
    Section sea = new RealData(DATA, 1).sea(file);
    assertThat(sea.misses()).isEmpty();
    assertThat(sea.rows().get(0)).startsWith("37,500", "0");
  }

  @Test
  void hourlyBarsAreReadWithTheirTimesAndTheirFeatures() {
    Path file = DATA.resolve("ohlcv/binance_spot_1h/BTCUSDT.csv.gz");
    assumeTrue(Files.exists(file), "no recorded bars at " + file);
    RecordedTable all = RecordedFiles.hourly(file, List.of("log_return", "clipped_return(24,5)"));
    RecordedTable march = RecordedFiles.days(all, "2020-03-01", "2020-04-01");
    // Where an hour is missing the rows after it have to warm up.
    assertThat(march.size()).isBetween(30 * 24, 31 * 24);
    assertThat(Episodes.day(march.times().get(0))).isEqualTo("2020-03-01");
    assertThat(Episodes.day(march.times().get(march.size() - 1))).isEqualTo("2020-03-31");
    float least = 0;
    for (float value : march.column("log_return")) {
      least = Math.min(least, value);
    }
    // 12 March 2020.
    assertThat(least).isBetween(-0.3f, -0.1f);
  }

  @Test
  void theHistoryOfBitcoinWatchesAllThatTheCatalogueHasForCandlesAndDoesNotIgnore() {
    List<String> catalogue = new ArrayList<>();
    for (FeatureFunction function : FeatureCatalog.functions()) {
      boolean watched = function.drift() != DriftRole.IGNORE;
      if (watched && function.needs() == FeatureFunction.Needs.BARS) {
        catalogue.add(function.name());
      }
    }
    catalogue.remove("signed_volume");
    assertThat(BitcoinHistory.FEATURES)
        .extracting(feature -> feature.split("\\(", 2)[0])
        .containsExactlyInAnyOrderElementsOf(catalogue);
  }

  @Test
  void theRoleOfAFeatureIsTheCataloguesOwn() {
    assertThat(BitcoinHistory.role("return(6)")).isEqualTo(DriftRole.PAUSE);
    assertThat(BitcoinHistory.role("obv(24)")).isEqualTo(DriftRole.ALERT);
    assertThat(BitcoinHistory.role("rsi(14)")).isEqualTo(DriftRole.IGNORE);
  }
}
