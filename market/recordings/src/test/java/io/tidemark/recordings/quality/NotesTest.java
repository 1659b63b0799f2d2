package io.tidemark.recordings.quality;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.recordings.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands out in rows that are accepted as they stand. */
final class NotesTest {

  private static final long HOUR = 60 * MINUTE;

  @TempDir Path dir;

  @Test
  void aFundingIntervalThatChangesIsSaidOnceEachTime() throws IOException {
    assertThat(
            verdicts(
                "binance_usdm_funding.csv",
                "symbol,funding_time_ms,funding_rate",
                "BTCUSDT," + START + ",0.0001",
                "BTCUSDT," + (START + 8 * HOUR + 7) + ",0.0001",
                "BTCUSDT," + (START + 16 * HOUR) + ",0.0001",
                "BTCUSDT," + (START + 20 * HOUR) + ",0.0001",
                "BTCUSDT," + (START + 24 * HOUR) + ",0.0001",
                "ETHUSDT," + (START + 32 * HOUR) + ",0.0001"))
        .containsExactly("line 5: accepted, noted OTHER_INTERVAL: 4.00 h instead of 8.00 h");
  }

  @Test
  void aFlashCrashIsNotedAndStaysInTheTrades() throws IOException {
    assertThat(
            verdicts(
                "BTCUSDT_trades.csv",
                TRADES,
                "1,60000,2," + START + ",BUY",
                "2,0.00005,2," + (START + 1) + ",SELL",
                "3,60000,2," + (START + 2) + ",BUY",
                "5,60001,2," + (START + 2 * HOUR) + ",BUY"))
        .containsExactly(
            "line 3: accepted, noted FAR_PRICE: 5.0E-5 after 60000.0",
            "line 4: accepted, noted FAR_PRICE: 60000.0 after 5.0E-5",
            "line 5: accepted, noted HOLE, noted MISSING_IDS: 2.00 h after the one before");
  }

  @Test
  void aRedenominationIsNotedBetweenTwoBars() throws IOException {
    assertThat(
            verdicts(
                "BTCUSDT.csv",
                CANDLES,
                START + ",60,60,60,60,1",
                (START + MINUTE) + ",60000,60000,60000,60000,1",
                (START + 2 * MINUTE) + ",60000,60000,60000,60000,1"))
        .containsExactly(
            "line 3: accepted, noted FAR_PRICE: 60000.0 after 60.0, 1,000 times as much, as where a"
                + " coin is redenominated or its unit changes");
    assertThat(
            verdicts(
                "BTCUSDT.csv",
                CANDLES,
                START + ",70,70,70,70,1",
                (START + MINUTE) + ",0.71,0.71,0.71,0.71,1"))
        .containsExactly(
            "line 3: accepted, noted FAR_PRICE: 0.71 after 70.0, 1/100 of it, as where a coin is"
                + " redenominated or its unit changes");
  }

  @Test
  void aClockThatStepsBackIsNotedWhereAllThatFollowsGoesOnFromThere() throws IOException {
    String[] lines = new String[61];
    lines[0] = TRADES;
    for (int i = 1; i < lines.length; i++) {
      long time = START + MINUTE * (i <= 30 ? i : i - 20);
      lines[i] = ",60,2," + time + ",BUY";
    }
    assertThat(verdicts("BTCUSDT_trades.csv", lines))
        .containsExactly(
            "line 32: accepted, noted CLOCK_BACK: 0.32 h before the row before, so what follows may"
                + " come late in a replay: sort the file by time");
  }

  @Test
  void aBarWithoutVolumeAndAHoleAreAccepted() throws IOException {
    assertThat(
            verdicts(
                "BTCUSDT.csv",
                CANDLES,
                bar(0, 60).replace("100,200,50", "60,60,60"),
                (START + MINUTE) + ",60,60,60,60,0",
                bar(4, 60).replace("100,200,50", "60,60,60")))
        .containsExactly(
            "line 3: accepted, noted NO_VOLUME",
            "line 4: accepted, noted HOLE: 2 missing, 0.05 h after the one before");
  }

  private List<String> verdicts(String name, String... lines) throws IOException {
    List<String> words = new ArrayList<>();
    FileQuality quality =
        QualityReading.of(
            DataFile.recognise(write(dir, name, lines)),
            row -> {
              if (!row.notes().isEmpty()) {
                words.add(row.words());
              }
            });
    assertThat(quality.accepted()).isEqualTo(quality.rows()).isEqualTo(lines.length - 1);
    return words;
  }
}
