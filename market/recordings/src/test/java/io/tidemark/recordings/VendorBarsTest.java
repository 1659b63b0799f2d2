package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.rows;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.table.Repair;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's bars as they are delivered. */
final class VendorBarsTest {

  private static final String COMMENT = "https://www.example.org";
  private static final String HEADER =
      "unix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount";
  private static final long HOUR = 3_600_000;

  /** 2024-01-01 03:00 to 06:00, newest first, with the last one still forming. */
  private static final List<String> DELIVERED =
      List.of(
          exact(6, "2024-01-01 06:00:00", "104.01", "104.02"),
          exact(5, "2024-01-01 05:00:00", "103.25", "104.01"),
          rounded(5, "2024-01-01 05-AM", "103.3", "104.01"),
          rounded(4, "2024-01-01 04-AM", "102.5", "103.3"),
          rounded(3, "2024-01-01 03-AM", "102", "102.5"));

  @TempDir Path dir;

  @Test
  void theOldestRowComesFirstUnderItsOwnNumberAndTheNewestMayNotBeOver() throws IOException {
    assertThat(verdicts(DELIVERED))
        .containsExactly(
            "line 7: repaired SECONDS, " + Repair.SECONDS.words(),
            "line 6: repaired SECONDS, " + Repair.SECONDS.words(),
            "line 4: accepted",
            "line 5: refused DUPLICATE, the bar is there more exactly on line 4",
            "line 3: refused IN_FUTURE, no later row shows that this bar was over when the file was"
                + " made");
  }

  @Test
  void theWayRoundMakesNoDifference() throws IOException {
    List<Candle> newestFirst = candles(DELIVERED);
    List<String> turned = new ArrayList<>(DELIVERED);
    Collections.reverse(turned);
    assertThat(candles(turned)).isEqualTo(newestFirst).hasSize(3);
    assertThat(newestFirst.get(0).start()).isEqualTo((START + 3 * HOUR) * 1_000);
    assertThat(newestFirst.get(0).availableAt()).isEqualTo((START + 4 * HOUR) * 1_000);
    assertThat(newestFirst.get(2).open()).isEqualTo(103.25);
    assertThat(newestFirst.get(2).volume()).isEqualTo(44.51412300);
  }

  @Test
  void aRowWhoseDateAndStampDisagreeIsRefusedWhicheverIsRight() throws IOException {
    assertThat(
            verdicts(
                List.of(
                    exact(6, "2024-01-01 06:00:00", "104.01", "104.02"),
                    rounded(5, "2024-01-01 01-AM", "103.3", "104.01"),
                    rounded(4, "01.01.2024", "103.3", "104.01"),
                    exact(3, "2024-01-01 03:00:00", "102", "102.5"),
                    exact(2, "2024-01-01 02:00:00", "102", "102"))))
        .containsExactly(
            "line 7: accepted",
            "line 6: accepted",
            "line 5: refused UNDECODABLE, the date is '01.01.2024', in no form that is read:"
                + " whether its day or its month comes first, nobody can know; write 2024-03-01",
            "line 4: refused INCONSISTENT, the date is 2024-01-01 01-AM, the time stamp 4.0 hours"
                + " later",
            "line 3: refused IN_FUTURE, no later row shows that this bar was over when the file was"
                + " made");
  }

  @Test
  void aMadeUpOpenIsRefusedAndAnotherCloseOfTheSameBarIsSaid() throws IOException {
    assertThat(
            verdicts(
                List.of(
                    exact(8, "2024-01-01 08:00:00", "104", "104"),
                    exact(7, "2024-01-01 07:00:00", "250", "104").replace(",140,", ",300,"),
                    exact(5, "2024-01-01 05:00:00", "40", "104").replace(",100,", ",30,"),
                    exact(4, "2024-01-01 04:00:00", "103.25", "104.01"),
                    rounded(4, "2024-01-01 04-AM", "103.3", "103.99"),
                    rounded(3, "2024-01-01 03-AM", "400", "102.5").replace(",140,", ",400,"),
                    exact(2, "2024-01-01 02:00:00", "0.0", "102.5").replace(",100,", ",0.0,"))))
        .containsExactly(
            "line 9: refused NON_POSITIVE, open is 0.0, it must be above 0",
            "line 8: refused INCONSISTENT, the open is 400.0, its own close 102.5, and nothing"
                + " comes before it",
            "line 6: accepted",
            "line 7: refused INCONSISTENT, the bar is there more exactly, with another close or"
                + " volume, on line 6",
            "line 5: refused INCONSISTENT, the open is 40.0, the close before it 104.01",
            "line 4: accepted, noted HOLE, noted FAR_PRICE: 1 missing, 3.00 h after the one before,"
                + " and 1 row between refused",
            "line 3: refused IN_FUTURE, no later row shows that this bar was over when the file was"
                + " made");
  }

  @Test
  void whatIsNoBarIsRefused() throws IOException {
    List<String> lines = new ArrayList<>(DELIVERED);
    lines.add(exact(2, "2024-01-01 02:00:00", "1e", "102"));
    lines.add(exact(2, "2024-01-01 02:00:00", "102", "102").replace("BTC/USDT", "ETH/USDT"));
    lines.add("17,2024-01-01 02:00:00,BTC/USDT,1,1,1,1,1,1,1");
    lines.add("1,2,3");
    lines.add(exact(1, "2024-01-01 01:00:00", "102", "102"));
    assertThat(verdicts(lines))
        .extracting(words -> words.replaceAll("^line [0-9]+: (refused )?|,.*$", ""))
        .startsWith("accepted", "UNDECODABLE", "OUT_OF_RANGE", "UNKNOWN_INSTRUMENT", "UNDECODABLE")
        .hasSize(10);
  }

  @Test
  void itIsPlayedAndSaysThatRowsMayBeRepaired() throws IOException {
    try (Replay replay = Replay.open(List.of(DataFile.recognise(file(DELIVERED))), List.of())) {
      List<Long> offsets = new ArrayList<>();
      replay.forEachRemaining(
          item -> {
            if (item instanceof ReplayItem.Event event) {
              offsets.add(event.event().origin().offset());
            }
          });
      assertThat(offsets)
          .as("who reads the log drops what does not rise")
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSize(3);
      assertThat(replay.counts().facts()).isEqualTo(3);
      assertThat(replay.counts().refused()).isEqualTo(2);
      assertThat(replay.counts().balances()).isTrue();
      assertThat(replay.ignored())
          .containsExactly(
              "vendor_BTCUSDT_1h.csv is read as it was delivered, some rows may be repaired:"
                  + " ./tidemark quality says which",
              "vendor_BTCUSDT_1h.csv: its newest row comes first: it is read backwards, the oldest"
                  + " row first");
    }
  }

  @Test
  void aFileThatCannotBeHeldInMemoryIsRefusedInWords() throws IOException {
    List<String> lines = new ArrayList<>(DELIVERED);
    lines.add("x".repeat(400));
    DataFile file = DataFile.recognise(file(lines));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("more than 300 characters");
  }

  private List<Candle> candles(List<String> lines) throws IOException {
    return rows(DataFile.recognise(file(lines))).stream()
        .map(Row::fact)
        .filter(fact -> fact instanceof Parsed.Valid)
        .map(fact -> (Candle) ((Parsed.Valid<Fact>) fact).value())
        .toList();
  }

  private List<String> verdicts(List<String> lines) throws IOException {
    List<String> words = new ArrayList<>();
    FileQuality quality =
        QualityReading.of(DataFile.recognise(file(lines)), row -> words.add(row.words()));
    assertThat(quality.balances()).isTrue();
    assertThat(quality.rows()).isEqualTo(lines.size());
    return words;
  }

  private Path file(List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(COMMENT, HEADER));
    all.addAll(lines);
    return write(dir, "vendor_BTCUSDT_1h.csv", all.toArray(String[]::new));
  }

  private static String exact(int hour, String date, String open, String close) {
    return "%d,%s,BTC/USDT,%s,140,100,%s,44.51412300,190952.85,438"
        .formatted(START + hour * HOUR, date, open, close);
  }

  private static String rounded(int hour, String date, String open, String close) {
    return "%d.0,%s,BTC/USDT,%s,140,100,%s,44.51,190952.85,NULL"
        .formatted((START + hour * HOUR) / 1_000, date, open, close);
  }
}
