package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On-chain and macro series beside seven years of hourly bars, as they were really recorded. */
final class RecordedSeriesTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long MINUTE = 60_000_000L;
  private static final String BARS = "ohlcv/binance_spot_1h/BTCUSDT.csv.gz";
  private static final String TRADES = "trades/ETHUSDT_trades_2023-02-02.csv.gz";
  private static final String CHAIN = "onchain/btc_coinmetrics_daily_2019.csv.gz";
  private static final String CPI = "macro/us_cpi_monthly.csv";

  private static final List<String> FEATURES =
      List.of(
          "asof(nvt,value,3d,absent=zero)",
          "missing(nvt,3d)",
          "asof(cpi,change,60d,absent=zero)",
          "missing(cpi,60d,change)");

  @Test
  void everyHourSeesWhatHadBeenPublishedByThenAndNothingElse() {
    NavigableMap<Long, Double> nvt = published(CHAIN, "NVTAdj", day -> day.plusDays(2));
    NavigableMap<Long, Double> cpi = published(CPI, "index", month -> month.plusMonths(2));
    long rows = 0;
    long withNvt = 0;
    for (Assessment hour : assessments(files(BARS, CHAIN, CPI))) {
      long clock = hour.clock();
      // what is published in the moment in which a bar closes comes after the bar
      Map.Entry<Long, Double> chain = nvt.lowerEntry(clock);
      boolean stale = clock - chain.getKey() > 72 * HOUR;
      Map.Entry<Long, Double> prices = cpi.lowerEntry(clock);
      double change = prices.getValue() - cpi.lowerEntry(prices.getKey()).getValue();
      assertThat(hour.features())
          .as(Instant.EPOCH.plusSeconds(clock / 1_000_000).toString())
          .containsExactly(
              stale ? 0 : chain.getValue().floatValue(), stale ? 1 : 0, (float) change, 0);
      rows++;
      withNvt += stale ? 0 : 1;
    }
    assertThat(rows).isGreaterThan(64_000);
    // the file ends with 2019-10-20, which was known from the 22nd and is old after the 25th
    assertThat(withNvt).isBetween(18_800L, rows / 2);
  }

  /** The metric, the column, the day of the value, and when that was published. */
  @ParameterizedTest
  @CsvSource({
    "onchain/btc_coinmetrics_daily.csv.gz, mvrv, CapMVRVCur, 2021-04-12, 2021-04-14T00:00Z",
    "onchain/btc_coinmetrics_daily.csv.gz, exchange_inflow, FlowInExNtv, 2020-03-12,"
        + " 2020-03-14T00:00Z",
    "onchain/btc_coinmetrics_daily.csv.gz, hash_rate, HashRate, 2021-07-03, 2021-07-05T00:00Z",
    "onchain/btc_coinmetrics_daily.csv.gz, active_addresses, AdrActCnt, 2021-07-03,"
        + " 2021-07-05T00:00Z",
    "macro/sp500_daily.csv, sp500, value, 2020-03-16, 2020-03-17T00:00Z",
    "macro/dxy_daily.csv, dxy, value, 2022-09-27, 2022-09-28T00:00Z",
    "macro/vix_daily.csv, vix, close, 2020-03-16, 2020-03-17T00:00Z",
    "macro/us10y_yield_daily.csv, us10y, value, 2023-10-19, 2023-10-23T22:00Z",
    "macro/fed_balance_sheet_weekly.csv, fed_balance_sheet, value, 2020-03-25, 2020-03-27T22:00Z",
    "macro/us_cpi_monthly.csv, cpi, index, 2022-06-01, 2022-08-01T00:00Z",
    "macro/m2_monthly.csv, m2, value, 2020-04-01, 2020-06-01T00:00Z",
    "macro/wti_oil_daily.csv, wti_oil, value, 2020-04-20, 2020-04-23T22:00Z",
    "macro/gold_monthly.csv, gold, value, 2020-08-01, 2020-09-15T00:00Z",
    "macro/fed_funds_monthly.csv, fed_funds, value, 2022-03-01, 2022-04-08T00:00Z",
  })
  void aValueIsNotSeenAMinuteBeforeItsPublicationAndIsSeenThen(
      String name, String metric, String column, LocalDate dated, OffsetDateTime published) {
    FeatureSet set = new FeatureSet(List.of("asof(" + metric + ",max_age=40d)"), HOUR);
    double[] cells = new double[set.cells()];
    long at = published.toEpochSecond() * 1_000_000;
    double before = Double.NaN;
    for (LogEvent event : events(files(TRADES, name))) {
      if (event.availableAt() >= at && Double.isNaN(before)) {
        before = set.value(cells, 0, at - MINUTE);
      }
      if (event.availableAt() > at) {
        break;
      }
      set.observe(cells, event.fact(), event.availableAt());
    }
    NavigableMap<Long, Double> days = published(name, column, day -> day);
    long day = dated.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    assertThat(set.value(cells, 0, at)).isEqualTo(days.get(day));
    assertThat(before).isFinite().isNotEqualTo(days.get(day));
  }

  @Test
  void everyRecordedValueIsAFactOrAbsent() {
    Map<String, Integer> values =
        Map.ofEntries(
            Map.entry("onchain/btc_coinmetrics_daily.csv.gz", 5_842 * 10),
            Map.entry("onchain/btc_coinmetrics_daily_2019.csv.gz", 3_943 * 9),
            Map.entry("onchain/eth_coinmetrics_daily_2019.csv.gz", 1_544 * 8),
            Map.entry("onchain/ltc_coinmetrics_daily_2019.csv.gz", 2_936 * 9),
            Map.entry("onchain/xrp_coinmetrics_daily_2019.csv.gz", 2_484 * 7),
            Map.entry("onchain/doge_coinmetrics_daily_2019.csv.gz", 2_143 * 9),
            Map.entry("macro/vix_daily.csv", 3_793),
            Map.entry("macro/us10y_yield_daily.csv", 3_913),
            Map.entry("macro/us_10y_2y_spread_daily.csv", 3_913),
            Map.entry("macro/fed_balance_sheet_weekly.csv", 782),
            Map.entry("macro/usd_broad_index_daily.csv", 3_913),
            Map.entry("macro/fed_funds_monthly.csv", 180),
            Map.entry("macro/m2_monthly.csv", 180),
            Map.entry("macro/us_cpi_monthly.csv", 180),
            Map.entry("macro/wti_oil_daily.csv", 3_765),
            Map.entry("macro/gold_monthly.csv", 180),
            Map.entry("macro/sp500_daily.csv", 1_510),
            Map.entry("macro/dxy_daily.csv", 3_039));
    List<DataFile> files = new ArrayList<>(files(values.keySet().toArray(new String[0])));
    files.addAll(files(TRADES));
    try (Replay replay = Replay.open(files, List.of())) {
      replay.forEachRemaining(item -> {});
      ReplayCounts counts = replay.counts();
      assertThat(counts.rows())
          .isEqualTo(1_000 + values.values().stream().mapToInt(each -> each).sum());
      // what both of bitcoin's files say of one day counts once
      assertThat(counts.refused()).isEqualTo(18_593);
      assertThat(counts.balances()).isTrue();
      // the holidays of four daily series, and what the chains' files do not have
      assertThat(counts.absent()).isGreaterThan(161 + 161 + 181 + 524);
    }
  }

  private static List<Assessment> assessments(List<DataFile> files) {
    FeatureScoring scoring =
        new FeatureScoring(
            new FeatureSet(FEATURES, HOUR), 1, Trigger.BAR, instrument -> BarSource.CANDLES, 3);
    ScoringState state = new ScoringState();
    List<Assessment> scored = new ArrayList<>();
    for (LogEvent event : events(files)) {
      Assessment assessment = scoring.step(state, event).assessment();
      if (assessment != null && assessment.scored()) {
        scored.add(assessment);
      }
    }
    return scored;
  }

  private static List<LogEvent> events(List<DataFile> files) {
    List<LogEvent> events = new ArrayList<>();
    try (Replay replay = Replay.open(files, List.of())) {
      replay.forEachRemaining(item -> events.add(((ReplayItem.Event) item).event()));
    }
    return events;
  }

  /** A column by the time of its publication, µs, read without the readers under test. */
  private static NavigableMap<Long, Double> published(
      String name, String column, UnaryOperator<LocalDate> known) {
    NavigableMap<Long, Double> values = new TreeMap<>();
    List<String> lines = lines(data(name));
    int index = List.of(lines.get(0).split(",", -1)).indexOf(column);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (!cells[index].isEmpty()) {
        long day =
            known.apply(LocalDate.parse(cells[1])).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        values.put(day * 1_000_000, Double.parseDouble(cells[index]));
      }
    }
    return values;
  }

  private static List<String> lines(Path path) {
    try (var in = Files.newInputStream(path)) {
      byte[] bytes =
          path.toString().endsWith(".gz")
              ? new GZIPInputStream(in).readAllBytes()
              : in.readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<DataFile> files(String... names) {
    List<DataFile> files = new ArrayList<>();
    for (String name : names) {
      files.add(DataFile.recognise(data(name)));
    }
    return files;
  }

  private static Path data(String name) {
    Path path =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/data").resolve(name);
    assumeTrue(Files.exists(path), "needs recorded data: " + path);
    return path;
  }
}
