package io.tidemark.recordings;

import static io.tidemark.recordings.TableKind.refusedLines;
import static io.tidemark.recordings.TestFiles.DAY;
import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.quality.RowVerdict;
import io.tidemark.recordings.table.Repair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One wrong time in a table costs its row, and no other. */
final class TableFaultsTest {

  private static final long IN_2001 = 978_307_200_000L;
  private static final long IN_2012 = 1_325_376_000_000L;
  private static final long IN_2025 = 1_756_684_800_000L;
  private static final long IN_2099 = 4_070_908_800_000L;

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource
  void aRowFarAheadOfItsNeighboursIsRefusedAndAllOthersCount(TableKind kind) throws IOException {
    List<RowVerdict> verdicts = kind.verdicts(dir, kind.rows(60, i -> i == 30 ? IN_2099 : null));

    assertThat(refusedLines(verdicts)).containsExactly(32L);
    assertThat(verdicts.get(30).reason()).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(verdicts.get(30).detail())
        .contains("2099-01-01", "ahead of line 31 before it", "ahead of line 33 after it")
        .contains("29 of the 29 rows that follow");
  }

  @ParameterizedTest
  @EnumSource
  void aRowFarBehindItsNeighboursIsRefusedAndAllOthersCount(TableKind kind) throws IOException {
    long longAgo = START - 3_000 * DAY;
    List<RowVerdict> verdicts = kind.verdicts(dir, kind.rows(60, i -> i == 30 ? longAgo : null));

    assertThat(refusedLines(verdicts)).containsExactly(32L);
    assertThat(verdicts.get(30).detail()).contains("behind line 31 before it");
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAndTheLastRowMayBeTheWrongOnes(TableKind kind) throws IOException {
    List<RowVerdict> first = kind.verdicts(dir, kind.rows(60, i -> i == 0 ? IN_2099 : null));
    List<RowVerdict> last = kind.verdicts(dir, kind.rows(60, i -> i == 59 ? IN_2099 : null));

    assertThat(refusedLines(first)).containsExactly(2L);
    assertThat(refusedLines(last)).containsExactly(61L);
    assertThat(last.get(59).detail()).endsWith("and no row follows that confirms it");
  }

  @ParameterizedTest
  @EnumSource
  void wrongRowsAtBothEndsDoNotExcuseEachOther(TableKind kind) throws IOException {
    for (int right : new int[] {3, 60, 900}) {
      for (int wrong = 1; wrong < Math.min(right, 5); wrong++) {
        int before = wrong;
        List<RowVerdict> verdicts =
            kind.verdicts(
                dir,
                kind.rows(
                    right + 2 * wrong,
                    i ->
                        i < before
                            ? IN_2001 + i * DAY
                            : i < before + right ? IN_2012 + i * kind.step : IN_2025 + i * DAY));

        assertThat(refusedLines(verdicts))
            .as("%d, %d right, %d", wrong, right, wrong)
            .hasSize(2 * wrong)
            .contains(2L, wrong + 1L, 2L + wrong + right, 1L + right + 2L * wrong);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRowOfAFileLiesInTheFuture(TableKind kind) throws IOException {
    List<RowVerdict> verdicts =
        kind.verdicts(dir, kind.rows(90, i -> i < 50 ? null : IN_2099 + i * kind.step));

    assertThat(refusedLines(verdicts)).hasSize(40).startsWith(52L).endsWith(91L);
    assertThat(verdicts.get(89).reason()).isEqualTo(RejectReason.IN_FUTURE);
    assertThat(verdicts.get(89).detail()).contains("after this machine's clock");
  }

  @ParameterizedTest
  @EnumSource
  void aMonthWithoutRowsAtEitherEndIsNoFault(TableKind kind) throws IOException {
    for (int few : new int[] {2, 5, 30}) {
      List<RowVerdict> verdicts =
          kind.verdicts(
              dir,
              kind.rows(
                  100 + 2 * few,
                  i ->
                      START + i * kind.step + (i < few ? 0 : i < few + 100 ? 45 * DAY : 90 * DAY)));

      assertThat(refusedLines(verdicts)).as("%d at each end", few).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunOfWrongRowsIsRefusedWholeAndAGapIsNot(TableKind kind) throws IOException {
    List<RowVerdict> run =
        kind.verdicts(
            dir, kind.rows(80, i -> i >= 30 && i < 37 ? START + (i + 900) * kind.step : null));
    List<RowVerdict> gap =
        kind.verdicts(dir, kind.rows(80, i -> i >= 30 ? START + (i + 900) * kind.step : null));

    assertThat(refusedLines(run)).containsExactly(32L, 33L, 34L, 35L, 36L, 37L, 38L);
    assertThat(refusedLines(gap)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aClockThatIsWrongForALongWhileCostsItsRowsOnly(TableKind kind) throws IOException {
    for (long days : new long[] {3_650, -3_650}) {
      List<RowVerdict> verdicts =
          kind.verdicts(
              dir,
              kind.rows(400, i -> i >= 30 && i < 130 ? START + i * kind.step + days * DAY : null));

      assertThat(refusedLines(verdicts)).hasSize(100).startsWith(32L).endsWith(131L);
    }
  }

  @Test
  void secondsAmongMillisecondsCostTheirOwnRowsOnlyAndMicrosecondsAreRead() throws IOException {
    List<RowVerdict> verdicts =
        TableKind.BARS.verdicts(
            dir,
            TableKind.BARS.rows(
                60,
                i ->
                    i % 10 == 3
                        ? Long.valueOf((START + i * HOUR) / 1_000)
                        : i % 10 == 7 ? Long.valueOf((START + i * HOUR) * 1_000) : null));

    assertThat(refusedLines(verdicts)).hasSize(6);
    assertThat(verdicts.get(3).reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
    assertThat(verdicts.get(7).repairs()).containsExactly(Repair.MICROSECONDS);
  }

  @Test
  void theLineOfAValueIsTheLineOfTheFile() throws IOException {
    List<String> rows = TableKind.SERIES.rows(20);
    rows.set(5, rows.get(5) + "x");

    assertThat(refusedLines(TableKind.SERIES.verdicts(dir, rows))).containsExactly(7L);
  }
}
