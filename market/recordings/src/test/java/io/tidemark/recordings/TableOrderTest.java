package io.tidemark.recordings;

import static io.tidemark.recordings.TableKind.refusedLines;
import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.DAY;
import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Order and repetitions are looked at in every table. */
final class TableOrderTest {

  private static final long IN_2099 = 4_070_908_800_000L;

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource
  void theNewestRowFirstIsReadBackwardsAndSaid(TableKind kind) throws IOException {
    List<String> rows = kind.rows(60, i -> i == 30 ? IN_2099 : null);
    List<RowVerdict> oldestFirst = kind.verdicts(dir, rows);
    Collections.reverse(rows);
    List<RowVerdict> newestFirst = kind.verdicts(dir, rows);

    assertThat(newestFirst).extracting(RowVerdict::line).startsWith(61L, 60L).endsWith(3L, 2L);
    assertThat(newestFirst)
        .extracting(RowVerdict::reason)
        .containsExactlyElementsOf(oldestFirst.stream().map(RowVerdict::reason).toList());
    assertThat(DataFile.recognise(dir.resolve(kind.file)).remarks())
        .contains("its newest row comes first: it is read backwards, the oldest row first");
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatWereThereBeforeAreRepeated(TableKind kind) throws IOException {
    List<String> once = kind.rows(80);
    List<String> overlapping = new ArrayList<>(once.subList(0, 50));
    overlapping.addAll(once.subList(20, 80));
    List<RowVerdict> verdicts = kind.verdicts(dir, overlapping);

    assertThat(refusedLines(verdicts)).hasSize(30).startsWith(52L).endsWith(81L);
    assertThat(verdicts.subList(50, 80))
        .extracting(RowVerdict::reason)
        .containsOnly(RejectReason.DUPLICATE);
    assertThat(verdicts.get(50).detail()).endsWith("was there before, on line 22");
  }

  @ParameterizedTest
  @EnumSource
  void partsInTheWrongOrderAreReadInTheOrderOfTime(TableKind kind) throws IOException {
    List<String> rows = kind.rows(90, i -> i == 40 ? IN_2099 : null);
    List<String> parts = new ArrayList<>(rows.subList(60, 90));
    parts.addAll(rows.subList(0, 60));
    List<RowVerdict> verdicts = kind.verdicts(dir, parts);

    assertThat(refusedLines(verdicts)).containsExactly(72L);
    assertThat(verdicts).extracting(RowVerdict::line).startsWith(32L, 33L).endsWith(30L, 31L);
    assertThat(kind.file(dir, parts).remarks())
        .contains("its 2 parts stand in the wrong order: they are read in the order of time");
  }

  @ParameterizedTest
  @EnumSource
  void partsOfWhichEachBeginsWithItsNewestRowAreReadBackwards(TableKind kind) throws IOException {
    List<String> rows = kind.rows(90, i -> i == 40 ? IN_2099 : null);
    List<String> first = new ArrayList<>(rows.subList(0, 60));
    List<String> second = new ArrayList<>(rows.subList(60, 90));
    Collections.reverse(first);
    Collections.reverse(second);
    first.addAll(second);
    List<RowVerdict> verdicts = kind.verdicts(dir, first);

    assertThat(refusedLines(verdicts)).containsExactly(21L);
    assertThat(verdicts).extracting(RowVerdict::line).startsWith(61L, 60L).endsWith(63L, 62L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsOfEachOfManyInstrumentsAreReadInTheOrderOfTime(boolean mixed) throws IOException {
    List<String> bars = new ArrayList<>();
    List<String> funding = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      int of = mixed ? i % 2 : i / 90;
      int at = ((mixed ? i / 2 : i % 90) + (of == 0 ? 60 : 0)) % 90;
      String symbol = of == 0 ? "AAAUSDT" : "BBBUSDT";
      bars.add(symbol + "," + (START + at * HOUR) + ",100,200,50,60,3");
      funding.add(symbol + "," + (START + at * 8L * HOUR) + ",0.0001");
    }
    String columns = CANDLES.replace("open_time_ms", "symbol,open_time");
    DataFile barsFile = file("okx_spot_all_1h.csv", columns, bars);
    DataFile fundingFile = file("binance_usdm.csv", "symbol,funding_time_ms,funding_rate", funding);

    for (DataFile file : List.of(barsFile, fundingFile)) {
      assertThat(file.instruments()).hasSize(2);
      assertThat(TestFiles.refusals(file)).isEmpty();
      for (String instrument : file.instruments()) {
        List<Long> times =
            TestFiles.facts(file).stream()
                .filter(fact -> fact.instrument().equals(instrument))
                .map(Fact::eventTime)
                .toList();
        assertThat(times).hasSize(90).isSorted();
      }
      assertThat(file.remarks())
          .contains(
              "the parts of 1 of its 2 instruments stand in the wrong order: they are read in the"
                  + " order of time");
    }
  }

  @Test
  void aRowThatCannotBeReadBeforeTheFirstPartIsNotLost() throws IOException {
    List<String> rows = TableKind.BARS.rows(90);
    List<String> parts = new ArrayList<>(List.of("yesterday,100,200,50,60,3"));
    parts.addAll(rows.subList(60, 90));
    parts.addAll(rows.subList(0, 60));

    assertThat(refusedLines(TableKind.BARS.verdicts(dir, parts))).containsExactly(2L);
  }

  private DataFile file(String name, String header, List<String> rows) throws IOException {
    return DataFile.recognise(TestFiles.write(dir, name, TableKind.withHeader(header, rows)));
  }

  @ParameterizedTest
  @EnumSource(names = {"TRADES_OF_ONE", "AGGREGATE_TRADES", "TRADES_RECEIVED", "STREAM"})
  void partsOfIrregularTradesAreFoundWhateverTheirPauses(TableKind kind) throws IOException {
    for (long pause : new long[] {50, HOUR / 2, 3 * HOUR, 2 * DAY}) {
      Random random = new Random(pause);
      long[] times = new long[1_500];
      long now = START;
      for (int i = 0; i < times.length; i++) {
        times[i] = now;
        now += (long) (-pause * Math.log(1 - random.nextDouble()));
      }
      List<String> rows = kind.rows(times.length, i -> times[i]);
      List<String> parts = new ArrayList<>(rows.subList(500, 1_000));
      parts.addAll(rows.subList(0, 500));
      parts.addAll(rows.subList(1_000, 1_500));

      if (times[999] - times[500] > 5 * MINUTE) {
        assertThat(kind.verdicts(dir, parts))
            .as("pauses of %d ms", pause)
            .extracting(RowVerdict::line)
            .startsWith(502L)
            .endsWith(1_501L)
            .contains(2L);
        assertThat(kind.file(dir, parts).remarks()).hasSize(1);
      }
      assertThat(kind.file(dir, rows).remarks()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void partsThatOverlapStayWhereTheyAre(TableKind kind) throws IOException {
    List<String> rows = kind.rows(90);
    List<String> parts = new ArrayList<>(rows.subList(50, 90));
    parts.addAll(rows.subList(0, 70));

    assertThat(kind.file(dir, parts).remarks()).isEmpty();
  }

  @Test
  void anIdThatIsUsedAgainForAnotherTradeIsNoRepetition() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(trade(i % 20, i * 5_000L));
    }

    assertThat(refusedLines(TableKind.TRADES_OF_ONE.verdicts(dir, rows))).isEmpty();
  }

  @Test
  void tradesWithoutIdsAreCountedAndItIsSaidThatNobodyCanKnow() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(trade(i % 20, i * 5_000L).replaceFirst("^[0-9]+", ""));
    }
    FileQuality quality = QualityReading.of(TableKind.TRADES_OF_ONE.file(dir, rows), verdict -> {});

    assertThat(quality.accepted()).isEqualTo(60);
    assertThat(quality.about())
        .endsWith("no row has an id: whether a trade is repeated, nobody can know");
  }

  @Test
  void ofTwoRowsForOneBarTheFirstCounts() throws IOException {
    List<String> rows = TableKind.BARS.rows(30);
    rows.add(12, rows.get(10).replace(",60,", ",61,"));

    RowVerdict second = TableKind.BARS.verdicts(dir, rows).get(12);
    assertThat(second.reason()).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(second.detail())
        .contains("is there with other values on line 12, and the first row counts");
  }
}
