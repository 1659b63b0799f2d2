package io.tidemark.recordings;

import static io.tidemark.recordings.TableKind.refusedLines;
import static io.tidemark.recordings.TableKind.withHeader;
import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.recordings.quality.QualityReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the bars of a file are. */
final class BarLengthTest {

  @TempDir Path dir;

  @Test
  void barsThatAVenueLeftOutMakeTheOthersNoLonger() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(bar(5L * i + (i % 7 == 3 ? 2 : 0), 60));
    }
    Path path = write(dir, "kraken_spot_AAAEUR.csv", withHeader(CANDLES, rows));
    DataFile file = DataFile.recognise(path);

    assertThat(file.barLength()).isEqualTo(MINUTE * 1_000);
    assertThat(file.remarks())
        .singleElement()
        .asString()
        .startsWith("bars of 1 min, the greatest common divisor of the steps between them: 99 of");
    assertThat(QualityReading.of(file, verdict -> {}).accepted()).isEqualTo(100);
  }

  @Test
  void oneWrongStartDoesNotChangeTheLength() throws IOException {
    List<String> odd = TableKind.BARS.rows(40, i -> i == 20 ? START + 20 * HOUR + 60_000 : null);
    List<String> odder = TableKind.BARS.rows(40, i -> i == 20 ? START + 20 * HOUR + 17 : null);

    for (List<String> rows : List.of(odd, odder)) {
      assertThat(refusedLines(TableKind.BARS.verdicts(dir, rows))).containsExactly(22L);
    }
  }

  @Test
  void aFewWrongStartsCostTheirOwnRowsOnlyAlsoWhereTheNameSaysTheLength() throws IOException {
    for (String name : List.of("binance_spot_AAAUSDT.csv", "binance_spot_AAAUSDT_1h.csv")) {
      for (long late : new long[] {MINUTE, 30 * MINUTE}) {
        List<String> rows =
            TableKind.BARS.rows(200, i -> i % 20 == 5 ? START + i * HOUR + late : null);
        DataFile file = DataFile.recognise(write(dir, name, withHeader(CANDLES, rows)));

        assertThat(file.barLength()).as(name).isEqualTo(HOUR * 1_000);
        assertThat(file.remarks()).isEmpty();
        assertThat(QualityReading.of(file, verdict -> {}).accepted()).isEqualTo(190);
      }
    }
  }

  @Test
  void barsThatBecomeFinerAfterTheFirstThousandAreAllRead() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1_600; i++) {
      rows.add(bar(i < 1_200 ? 5L * i : 4_800L + i, 60));
    }
    DataFile file =
        DataFile.recognise(write(dir, "kraken_spot_AAAEUR.csv", withHeader(CANDLES, rows)));

    assertThat(file.barLength()).isEqualTo(MINUTE * 1_000);
    assertThat(QualityReading.of(file, verdict -> {}).accepted()).isEqualTo(1_600);
  }

  @Test
  void anUnusualLengthIsSaidInMinutesOrDays() throws IOException {
    String tens = unusual(List.of(bar(0, 60), bar(10, 61), bar(30, 62)));
    String weeks = unusual(List.of(bar(0, 60), bar(10_080, 61), bar(30_240, 62)));

    assertThat(tens).contains("has bars 10 min apart, which is no usual length");
    assertThat(weeks).contains("has bars 7 d apart, which is no usual length");
  }

  @Test
  void theNameOfAFileSaysHowLongItsBarsAre() throws IOException {
    String[] rows = withHeader(CANDLES, List.of(bar(0, 60), bar(10, 61), bar(30, 62)));

    DataFile file = DataFile.recognise(write(dir, "kraken_spot_AAAEUR_5m.csv", rows));
    assertThat(file.barLength()).isEqualTo(5 * MINUTE * 1_000);
    file = DataFile.recognise(write(dir, "kraken_spot_1m/AAAEUR.csv", rows));
    assertThat(file.barLength()).isEqualTo(MINUTE * 1_000);
  }

  private String unusual(List<String> rows) throws IOException {
    Path path = write(dir, "kraken_spot_AAAEUR.csv", withHeader(CANDLES, rows));
    return String.valueOf(catchThrowable(() -> DataFile.recognise(path)).getMessage());
  }
}
