package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.rows;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.Note;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is odd in the recorded data is said, row by row, and breaks nothing. */
final class RecordedOdditiesTest {

  @ParameterizedTest
  @CsvSource({
    "ohlcv/binance_spot_1h/BTCUSDT.csv.gz, HOLE, 28",
    "ohlcv/binance_spot_1h/BTCUSDT.csv.gz, NO_VOLUME, 4",
    "ohlcv/binance_usdm_1h/BTCUSDT.csv.gz, NO_VOLUME, 3",
    "sentiment/fear_greed_daily.csv, HOLE, 2",
    "funding/binance_usdm_funding.csv.gz, OTHER_INTERVAL, 0",
    "trades/binance_usdm_BTCUSDT_trades_2024-08-08.csv.gz, MISSING_IDS, 0",
    "trades/binance_spot_PEPEUSDT_aggtrades_2024-10-27.csv.gz, FAR_PRICE, 0",
  })
  void whatStandsOutIsNotedAndAcceptedAllTheSame(String name, Note note, long count) {
    FileQuality quality = QualityReading.of(DataFile.recognise(data(name)), row -> {});
    assertThat(quality.balances()).isTrue();
    assertThat(quality.accepted()).isEqualTo(quality.rows()).isPositive();
    assertThat(
            quality.findings().stream()
                .filter(finding -> finding.kind().equals(note.name()))
                .mapToLong(FileQuality.Finding::count)
                .sum())
        .isEqualTo(count);
  }

  @Test
  void twoCoinsUnderOneTickerKeepTheirPricesAndTheHoleBetweenThem(@TempDir Path dir)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(CANDLES));
    try (Lines all = Lines.open(data("ohlcv/binance_spot_1h_delisted.csv.gz"))) {
      for (String line = all.next(); line != null; line = all.next()) {
        if (line.startsWith("LUNAUSDT,")) {
          lines.add(line.substring("LUNAUSDT,".length()));
        }
      }
    }
    DataFile file = DataFile.recognise(write(dir, "LUNAUSDT.csv", lines.toArray(String[]::new)));
    List<RowVerdict> holes = new ArrayList<>();
    QualityReading.of(
        file,
        row -> {
          if (row.notes().contains(Note.HOLE) && row.detail().startsWith("437 missing")) {
            holes.add(row);
          }
        });
    assertThat(holes).hasSize(1);
    int second = (int) holes.get(0).line() - 2; // the header is line 1
    List<Row> rows = rows(file);
    assertThat(candle(rows.get(second - 1)).close()).isEqualTo(0.00005);
    assertThat(candle(rows.get(second)).open()).isEqualTo(1);
  }

  @Test
  void theVendorsInconsistentRowsAreOfThreeKinds() {
    List<String> details = new ArrayList<>();
    QualityReading.of(
        DataFile.recognise(data("quality/vendor_binance_BTCUSDT_1h_as_delivered.csv.gz")),
        row -> {
          if (row.reason() == RejectReason.INCONSISTENT) {
            details.add(row.detail());
          }
        });
    assertThat(details).hasSize(97);
    assertThat(details).filteredOn(detail -> detail.endsWith("4.0 hours later")).hasSize(91);
    assertThat(details).filteredOn(detail -> detail.contains("another close")).hasSize(5);
    assertThat(details)
        .filteredOn(detail -> detail.startsWith("the open is 16199.91, its own close 4308.83"))
        .hasSize(1);
  }

  @Test
  void theVendorsBarsThatAreKeptAreTheExchanges() {
    List<Row> exchange = rows(DataFile.recognise(data("ohlcv/binance_spot_1h/BTCUSDT.csv.gz")));
    Map<Long, Candle> closes = new HashMap<>();
    exchange.forEach(row -> closes.put(candle(row).start(), candle(row)));
    Path vendor = data("quality/vendor_binance_BTCUSDT_1h_as_delivered.csv.gz");
    int same = 0;
    int compared = 0;
    for (Row row : rows(DataFile.recognise(vendor))) {
      Candle exact = row.fact() instanceof Parsed.Valid ? closes.get(candle(row).start()) : null;
      if (exact != null) {
        compared++;
        same += Math.abs(candle(row).close() / exact.close() - 1) <= 0.001 ? 1 : 0;
      }
    }
    assertThat(compared).isGreaterThan(29_000);
    assertThat(compared - same).isLessThanOrEqualTo(72);
  }

  private static Candle candle(Row row) {
    return (Candle) ((Parsed.Valid<Fact>) row.fact()).value();
  }

  private static Path data(String name) {
    Path path =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/data").resolve(name);
    assumeTrue(Files.exists(path), "the recorded data is not beside the repository");
    return path.normalize();
  }
}
