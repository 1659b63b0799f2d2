package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import io.tidemark.recordings.table.Repair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One wrong row in a table costs that row; order and repetitions are looked at in every table. */
final class TableFaultsTest {

  private static final long DAY = 1_440 * MINUTE;
  private static final long HOUR = 60 * MINUTE;
  private static final long IN_2001 = 978_307_200_000L;
  private static final long IN_2012 = 1_325_376_000_000L;
  private static final long IN_2025 = 1_756_684_800_000L;
  private static final long IN_2099 = 4_070_908_800_000L;

  @TempDir Path dir;

  /** The kinds of tables, and a row of each at a time in steps of its own. */
  private enum Kind {
    TRADES_OF_ONE("binance_spot_AAAUSDT_trades.csv", TRADES, 5_000) {
      @Override
      String row(int i, long time) {
        return i + ",100.5,2," + time + ",BUY";
      }
    },
    AGGREGATE_TRADES(
        "binance_spot_AAAUSDT_agg.csv", TRADES.replace("trade_id", "agg_trade_id"), 5_000) {
      @Override
      String row(int i, long time) {
        return i + ",100.5,2," + time + ",SELL";
      }
    },
    TRADES_RECEIVED(
        "binance_spot_AAAUSDT_received.csv", TRADES + ",event_time_ms,recv_time_ns", 5_000) {
      @Override
      String row(int i, long time) {
        return i + ",100.5,2," + time + ",BUY," + (time + 3) + "," + (time + 5) + "000000";
      }
    },
    BARS("binance_spot_AAAUSDT.csv", CANDLES, HOUR) {
      @Override
      String row(int i, long time) {
        return time + ",100,200,50,60,3";
      }
    },
    FUNDING("binance_usdm_funding.csv", "symbol,funding_time_ms,funding_rate", 8 * HOUR) {
      @Override
      String row(int i, long time) {
        return "AAAUSDT," + time + ",0.0001";
      }
    },
    FEAR_GREED("fear_greed.csv", "day_ms,date,value", DAY) {
      @Override
      String row(int i, long time) {
        return time + ",2024-01-01," + (20 + i % 50);
      }
    },
    SERIES("sp500_daily.csv", "day_ms,date,value", DAY) {
      @Override
      String row(int i, long time) {
        return time + "," + LocalDate.ofEpochDay(time / DAY) + ",5000." + i;
      }
    },
    STREAM(
        "binance_spot_AAAUSDT_stream.csv",
        "TimestampOfReceive,Stream,EventType,EventTime,TransactionTime,Symbol,TradeId,Price,"
            + "Quantity,IsBuyerMarketMaker,MUnknownParameter",
        5_000) {
      @Override
      String row(int i, long time) {
        String micros = time + "000";
        return String.join(
            ",",
            List.of(
                micros,
                "a",
                "trade",
                micros,
                micros,
                "AAAUSDT",
                "" + (7 + i),
                "1",
                "2",
                "0",
                "True"));
      }
    };

    private final String name;
    private final String header;
    private final long step;

    Kind(String name, String header, long step) {
      this.name = name;
      this.header = header;
      this.step = step;
    }

    abstract String row(int i, long time);

    List<String> rows(int count, IntFunction<Long> wrong) {
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Long time = wrong.apply(i);
        rows.add(row(i, time == null ? START + i * step : time));
      }
      return rows;
    }

    List<String> rows(int count) {
      return rows(count, i -> null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowFarAheadOfItsNeighboursIsRefusedAndAllOthersCount(Kind kind) throws IOException {
    List<RowVerdict> verdicts = verdicts(kind, kind.rows(60, i -> i == 30 ? IN_2099 : null));

    assertThat(refusedLines(verdicts)).containsExactly(32L);
    assertThat(verdicts.get(30).reason()).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(verdicts.get(30).detail())
        .contains("2099-01-01", "ahead of line 31 before it", "ahead of line 33 after it")
        .contains("29 of the 29 rows that follow");
  }

  @ParameterizedTest
  @EnumSource
  void aRowFarBehindItsNeighboursIsRefusedAndAllOthersCount(Kind kind) throws IOException {
    long longAgo = START - 3_000 * DAY;
    List<RowVerdict> verdicts = verdicts(kind, kind.rows(60, i -> i == 30 ? longAgo : null));

    assertThat(refusedLines(verdicts)).containsExactly(32L);
    assertThat(verdicts.get(30).detail()).contains("behind line 31 before it");
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAndTheLastRowMayBeTheWrongOnes(Kind kind) throws IOException {
    List<RowVerdict> first = verdicts(kind, kind.rows(60, i -> i == 0 ? IN_2099 : null));
    List<RowVerdict> last = verdicts(kind, kind.rows(60, i -> i == 59 ? IN_2099 : null));

    assertThat(refusedLines(first)).containsExactly(2L);
    assertThat(refusedLines(last)).containsExactly(61L);
    assertThat(last.get(59).detail()).endsWith("and no row follows that confirms it");
  }

  @ParameterizedTest
  @EnumSource
  void wrongRowsAtBothEndsDoNotExcuseEachOther(Kind kind) throws IOException {
    for (int right : new int[] {3, 60, 900}) {
      for (int wrong = 1; wrong < Math.min(right, 5); wrong++) {
        int before = wrong;
        List<RowVerdict> verdicts =
            verdicts(
                kind,
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
  void noRowOfAFileLiesInTheFuture(Kind kind) throws IOException {
    List<RowVerdict> verdicts =
        verdicts(kind, kind.rows(90, i -> i < 50 ? null : IN_2099 + i * kind.step));

    assertThat(refusedLines(verdicts)).hasSize(40).startsWith(52L).endsWith(91L);
    assertThat(verdicts.get(89).reason()).isEqualTo(RejectReason.IN_FUTURE);
    assertThat(verdicts.get(89).detail()).contains("after this machine's clock");
  }

  @ParameterizedTest
  @EnumSource
  void aMonthWithoutRowsAtEitherEndIsNoFault(Kind kind) throws IOException {
    for (int few : new int[] {2, 5, 30}) {
      List<RowVerdict> verdicts =
          verdicts(
              kind,
              kind.rows(
                  100 + 2 * few,
                  i ->
                      START + i * kind.step + (i < few ? 0 : i < few + 100 ? 45 * DAY : 90 * DAY)));

      assertThat(refusedLines(verdicts)).as("%d at each end", few).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunOfWrongRowsIsRefusedWholeAndAGapIsNot(Kind kind) throws IOException {
    List<RowVerdict> run =
        verdicts(
            kind, kind.rows(80, i -> i >= 30 && i < 37 ? START + (i + 900) * kind.step : null));
    List<RowVerdict> gap =
        verdicts(kind, kind.rows(80, i -> i >= 30 ? START + (i + 900) * kind.step : null));

    assertThat(refusedLines(run)).containsExactly(32L, 33L, 34L, 35L, 36L, 37L, 38L);
    assertThat(refusedLines(gap)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aClockThatIsWrongForALongWhileCostsItsRowsOnly(Kind kind) throws IOException {
    for (long days : new long[] {3_650, -3_650}) {
      List<RowVerdict> verdicts =
          verdicts(
              kind,
              kind.rows(400, i -> i >= 30 && i < 130 ? START + i * kind.step + days * DAY : null));

      assertThat(refusedLines(verdicts)).hasSize(100).startsWith(32L).endsWith(131L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNewestRowFirstIsReadBackwardsAndSaid(Kind kind) throws IOException {
    List<String> rows = kind.rows(60, i -> i == 30 ? IN_2099 : null);
    List<RowVerdict> oldestFirst = verdicts(kind, rows);
    Collections.reverse(rows);
    List<RowVerdict> newestFirst = verdicts(kind, rows);

    assertThat(newestFirst).extracting(RowVerdict::line).startsWith(61L, 60L).endsWith(3L, 2L);
    assertThat(newestFirst)
        .extracting(RowVerdict::reason)
        .containsExactlyElementsOf(oldestFirst.stream().map(RowVerdict::reason).toList());
    assertThat(DataFile.recognise(dir.resolve(kind.name)).remarks())
        .contains("its newest row comes first: it is read backwards, the oldest row first");
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatWereThereBeforeAreRepeated(Kind kind) throws IOException {
    List<String> once = kind.rows(80);
    List<String> overlapping = new ArrayList<>(once.subList(0, 50));
    overlapping.addAll(once.subList(20, 80));
    List<RowVerdict> verdicts = verdicts(kind, overlapping);

    assertThat(refusedLines(verdicts)).hasSize(30).startsWith(52L).endsWith(81L);
    assertThat(verdicts.subList(50, 80))
        .extracting(RowVerdict::reason)
        .containsOnly(RejectReason.DUPLICATE);
    assertThat(verdicts.get(50).detail()).endsWith("was there before, on line 22");
  }

  @Test
  void anIdThatIsUsedAgainForAnotherTradeIsNoRepetition() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(trade(i % 20, i * 5_000L));
    }

    assertThat(refusedLines(verdicts(Kind.TRADES_OF_ONE, rows))).isEmpty();
  }

  @Test
  void tradesWithoutIdsAreCountedAndItIsSaidThatNobodyCanKnow() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(trade(i % 20, i * 5_000L).replaceFirst("^[0-9]+", ""));
    }
    FileQuality quality = quality(Kind.TRADES_OF_ONE, rows);

    assertThat(quality.accepted()).isEqualTo(60);
    assertThat(quality.about())
        .endsWith("no row has an id: whether a trade is repeated, nobody can know");
  }

  @Test
  void ofTwoRowsForOneBarTheFirstCounts() throws IOException {
    List<String> rows = Kind.BARS.rows(30);
    rows.add(12, rows.get(10).replace(",60,", ",61,"));

    RowVerdict second = verdicts(Kind.BARS, rows).get(12);
    assertThat(second.reason()).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(second.detail())
        .contains("is there with other values on line 12, and the first row counts");
  }

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
    List<String> odd = Kind.BARS.rows(40, i -> i == 20 ? START + 20 * HOUR + 60_000 : null);
    List<String> odder = Kind.BARS.rows(40, i -> i == 20 ? START + 20 * HOUR + 17 : null);

    for (List<String> rows : List.of(odd, odder)) {
      assertThat(refusedLines(verdicts(Kind.BARS, rows))).containsExactly(22L);
    }
  }

  @Test
  void aFewWrongStartsCostTheirOwnRowsOnlyAlsoWhereTheNameSaysTheLength() throws IOException {
    for (String name : List.of("binance_spot_AAAUSDT.csv", "binance_spot_AAAUSDT_1h.csv")) {
      for (long late : new long[] {MINUTE, 30 * MINUTE}) {
        List<String> rows = Kind.BARS.rows(200, i -> i % 20 == 5 ? START + i * HOUR + late : null);
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

  private String unusual(List<String> rows) throws IOException {
    Path path = write(dir, "kraken_spot_AAAEUR.csv", withHeader(CANDLES, rows));
    return String.valueOf(catchThrowable(() -> DataFile.recognise(path)).getMessage());
  }

  @Test
  void theNameOfAFileSaysHowLongItsBarsAre() throws IOException {
    String[] rows = withHeader(CANDLES, List.of(bar(0, 60), bar(10, 61), bar(30, 62)));

    DataFile file = DataFile.recognise(write(dir, "kraken_spot_AAAEUR_5m.csv", rows));
    assertThat(file.barLength()).isEqualTo(5 * MINUTE * 1_000);
    file = DataFile.recognise(write(dir, "kraken_spot_1m/AAAEUR.csv", rows));
    assertThat(file.barLength()).isEqualTo(MINUTE * 1_000);
  }

  @Test
  void secondsAmongMillisecondsCostTheirOwnRowsOnlyAndMicrosecondsAreRead() throws IOException {
    List<RowVerdict> verdicts =
        verdicts(
            Kind.BARS,
            Kind.BARS.rows(
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
    List<String> rows = Kind.SERIES.rows(20);
    rows.set(5, rows.get(5) + "x");

    assertThat(refusedLines(verdicts(Kind.SERIES, rows))).containsExactly(7L);
  }

  private static String[] withHeader(String header, List<String> rows) {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    return lines.toArray(String[]::new);
  }

  private FileQuality quality(Kind kind, List<String> rows) throws IOException {
    Path path = write(dir, kind.name, withHeader(kind.header, rows));
    return QualityReading.of(DataFile.recognise(path), verdict -> {});
  }

  private List<RowVerdict> verdicts(Kind kind, List<String> rows) throws IOException {
    Path path = write(dir, kind.name, withHeader(kind.header, rows));
    List<RowVerdict> verdicts = new ArrayList<>();
    FileQuality quality = QualityReading.of(DataFile.recognise(path), verdicts::add);
    assertThat(quality.balances()).isTrue();
    assertThat(verdicts).hasSize(rows.size());
    return verdicts;
  }

  private static List<Long> refusedLines(List<RowVerdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.reason() != null)
        .map(RowVerdict::line)
        .toList();
  }
}
