package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.rows;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeriesReaderTest {

  private static final long DAY = 86_400_000L;

  @Test
  void aRowOfAChainIsAMetricForEachColumnThatIsKnown(@TempDir Path dir) throws IOException {
    Path path =
        write(
            dir,
            "btc_coinmetrics_daily.csv.gz",
            "day_ms,date,AdrActCnt,PriceUSD,FlowInExNtv,FlowOutExNtv,HashRate",
            START + ",2024-01-01,5,9,30,12,7",
            START + DAY + ",2024-01-02,6,9,,11,8");
    DataFile file = DataFile.recognise(path);
    assertThat(file.kind()).isEqualTo(DataKind.ON_CHAIN);
    assertThat(file.instruments()).containsExactly(Instruments.ALL);
    List<Row> rows = rows(file);
    assertThat(rows)
        .extracting(SeriesReaderTest::words)
        .containsExactly(
            "active_addresses=5.0",
            "exchange_inflow=30.0",
            "exchange_outflow=12.0",
            "exchange_net_flow=18.0",
            "hash_rate=7.0",
            "active_addresses=6.0",
            "exchange_outflow=11.0",
            "hash_rate=8.0");
    assertThat(rows).extracting(Row::knownAt).startsWith((START + 2 * DAY) * 1_000);
    assertThat(rows).extracting(row -> row.origin().offset()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void anotherAssetsMetricsBeginWithItsName(@TempDir Path dir) throws IOException {
    Path path =
        write(
            dir,
            "eth_coinmetrics_daily_2019.csv",
            "day_ms,date,NVTAdj",
            START + ",2024-01-01,80.5");
    assertThat(rows(DataFile.recognise(path)))
        .extracting(SeriesReaderTest::words)
        .containsExactly("eth_nvt=80.5");
  }

  @Test
  void whatASeriesDoesNotHaveIsCountedAndNeverAZero(@TempDir Path dir) throws IOException {
    Path bars = write(dir, "binance_spot_1m/BTCUSDT.csv", CANDLES, bar(0, 60), bar(1, 61));
    Path yields =
        write(
            dir,
            "us10y_yield_daily.csv",
            "day_ms,date,value",
            START - 4 * DAY + ",2023-12-28,3.84",
            START - 3 * DAY + ",2023-12-29,",
            START + ",2024-01-01,");
    try (Replay replay =
        Replay.open(List.of(DataFile.recognise(bars), DataFile.recognise(yields)), List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts()).isEqualTo(new ReplayCounts(5, 3, 0, 0, 2, 3, 0, List.of()));
      assertThat(replay.counts().balances()).isTrue();
    }
  }

  @Test
  void badRowsAreRefusedWithTheirReasonAndTheNextOneIsRead(@TempDir Path dir) throws IOException {
    Path path =
        write(
            dir,
            "vix_daily.csv",
            "day_ms,date,open,high,low,close",
            START + ",2024-01-01,1,1,1,13.5",
            START + ",2024-01-01,1,1,1,13.5",
            START - DAY + ",2023-12-31,1,1,1,13.5",
            START + DAY + ",2024-01-03,1,1,1,13.5",
            START + DAY + ",2024-01-02,1,1,13.5",
            START + DAY + ",2024-01-02,1,1,1,x",
            START / 1_000 + ",2024-01-02,1,1,1,13.5",
            START + 2 * DAY + ",2024-01-03,1,1,1,NaN",
            START + 3 * DAY + ",2024-01-04,1,1,1,14");
    assertThat(rows(DataFile.recognise(path)))
        .extracting(SeriesReaderTest::words)
        .containsExactly(
            "vix=13.5",
            "DUPLICATE",
            "INCONSISTENT",
            "INCONSISTENT",
            "UNDECODABLE",
            "UNDECODABLE",
            "OUT_OF_RANGE",
            "NOT_A_NUMBER",
            "vix=14.0");
  }

  @Test
  void aSeriesOfAnUnknownNameIsNotGuessed(@TempDir Path dir) throws IOException {
    Path path = write(dir, "ppi_monthly.csv", "day_ms,date,value", START + ",2024-01-01,1");
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("nothing says when its values were published")
        .hasMessageContaining("us_cpi_monthly");
  }

  private static String words(Row row) {
    return row.fact() instanceof Parsed.Valid<?> valid && valid.value() instanceof Metric metric
        ? metric.name() + "=" + metric.value()
        : ((Parsed.Rejected<?>) row.fact()).reason().name();
  }
}
