package io.tidemark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.market.FeedRun;
import io.tidemark.core.score.RunRecords;
import io.tidemark.simulator.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

final class FeatureExportTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long MINUTE = 60_000_000L;
  private static final long START = 1_600_000_000_000_000L / HOUR * HOUR;
  private static final String NAME = "BTC-USDT@test";

  @Test
  void aClosedBarIsLabelledByTheCloseAHorizonLater() {
    double[] closes = closes(60);
    ExportPlan plan = ExportPlan.of(List.of("log_return", "return(6)"), "1h", "bar", 4);
    List<LabelledRow> rows = rows(candles(closes, Set.of()), BarSource.CANDLES, plan).get(NAME);
    assertThat(rows).hasSize(60 - 6 - 4);
    for (int i = 0; i < rows.size(); i++) {
      int bar = i + 6;
      LabelledRow row = rows.get(i);
      assertThat(row.clock()).isEqualTo(START + (bar + 1) * HOUR);
      assertThat(row.features()[0])
          .isCloseTo((float) Math.log(closes[bar] / closes[bar - 1]), within(1e-7f));
      assertThat(row.forwardReturn())
          .isCloseTo(Math.log(closes[bar + 4] / closes[bar]), within(1e-12));
    }
  }

  @Test
  void candlesAreRefusedWhereAFeatureIsMadeOfTrades() {
    ExportPlan plan = ExportPlan.of(List.of("rsi(14)@1000t", "log_return"), "1h", "bar", 1);
    assertThatThrownBy(() -> rows(candles(closes(2), Set.of()), BarSource.CANDLES, plan))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "The data of BTC-USDT@test is candles, of which rsi(14)@1000t cannot be made: give its"
                + " trades, or leave them out.");
  }

  @Test
  void rowsBeforeAMissingBarLoseTheirLabelAndAreCounted() {
    ExportPlan plan = ExportPlan.of(List.of("log_return"), "1h", "bar", 1);
    List<LabelledRow> rows = new ArrayList<>();
    ExportCounts counts =
        FeatureExport.run(
            new ListedLog(candles(closes(60), Set.of(20, 21)), BarSource.CANDLES),
            plan,
            name -> true,
            3,
            1,
            (name, runs) -> rows::add);
    assertThat(counts.holes()).isEqualTo(1);
    assertThat(counts.unfinished()).isEqualTo(1);
    assertThat(rows).extracting(LabelledRow::clock).doesNotContain(START + 20 * HOUR);
    assertThat(counts.rows()).isEqualTo(rows.size()).isEqualTo(60 - 1 - 2 - 2);
  }

  @Test
  void nothingSpansARedenomination() {
    ExportPlan plan =
        ExportPlan.of(List.of("log_return", "return(6)", "log_return@4h"), "1h", "bar", 4);
    for (int first = 40; first < 44; first++) {
      List<LogEvent> events = candles(closes(80), Set.of());
      for (int i = first; i < events.size(); i++) {
        events.set(i, inThousandths(events.get(i)));
      }
      List<LabelledRow> rows = rows(events, BarSource.CANDLES, plan).getOrDefault(NAME, List.of());

      assertThat(rows).hasSizeGreaterThan(50);
      for (LabelledRow row : rows) {
        assertThat(Math.abs(row.forwardReturn())).isLessThan(1);
        for (float feature : row.features()) {
          assertThat(Math.abs(feature)).as("at %d", row.clock()).isLessThan(1);
        }
      }
    }
  }

  @Test
  void nothingSpansARedenominationInTrades() {
    ExportPlan plan =
        ExportPlan.of(
            List.of("log_return", "return(3)@4h", "return(3)@50t", "return(3)@40v"),
            "1h",
            "bar",
            2);
    for (int first : new int[] {2_400, 2_401, 2_417, 2_459}) {
      Random random = new Random(first);
      List<LogEvent> events = new ArrayList<>();
      double price = 100;
      for (int i = 0; i < 4_800; i++) {
        price *= Math.exp(0.001 * random.nextGaussian());
        long at = START + i * HOUR / 60;
        double said = i < first ? price : 1_000 * price;
        Trade trade = new Trade(NAME, at, at, "", said, 1, Side.BUY);
        events.add(new LogEvent(NAME, at, new Origin("t", 0, i), -1, 0, trade));
      }
      List<LabelledRow> rows = rows(events, BarSource.TRADES, plan).getOrDefault(NAME, List.of());

      assertThat(rows).hasSizeGreaterThan(30);
      for (LabelledRow row : rows) {
        assertThat(Math.abs(row.forwardReturn())).isLessThan(1);
        for (float feature : row.features()) {
          assertThat(Math.abs(feature)).as("%d at %d", first, row.clock()).isLessThan(1);
        }
      }
    }
  }

  @Test
  void aRedenominationIsRefusedWhereThatIsAsked() {
    ExportPlan plan = ExportPlan.of(List.of("log_return"), "1h", "bar", 4);
    List<LogEvent> events = candles(closes(80), Set.of());
    assertThat(written(new OneUnitLog(new ListedLog(events, BarSource.CANDLES)), plan))
        .isEqualTo(written(new ListedLog(events, BarSource.CANDLES), plan));

    for (int i = 40; i < events.size(); i++) {
      events.set(i, inThousandths(events.get(i)));
    }
    EventLog rescaled = new OneUnitLog(new ListedLog(events, BarSource.CANDLES));
    assertThatThrownBy(() -> written(rescaled, plan))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("a power of ten as much, as where a coin is redenominated");
  }

  private static long written(EventLog log, ExportPlan plan) {
    return FeatureExport.run(log, plan, name -> true, 3, 1, (name, runs) -> row -> {}).rows();
  }

  private static LogEvent inThousandths(LogEvent event) {
    Candle bar = (Candle) event.fact();
    return new LogEvent(
        NAME,
        event.availableAt(),
        event.origin(),
        -1,
        0,
        new Candle(
            NAME,
            bar.start(),
            bar.length(),
            bar.availableAt(),
            1_000 * bar.open(),
            1_000 * bar.high(),
            1_000 * bar.low(),
            1_000 * bar.close(),
            bar.volume()));
  }

  @Test
  void whoTakesTheRowsIsToldHowLongTheFeedStoodStill() {
    double[] closes = closes(60);
    Arrays.fill(closes, 20, 51, closes[20]);
    ExportPlan plan = ExportPlan.of(List.of("log_return"), "1h", "bar", 1);
    List<RunRecords> told = new ArrayList<>();
    FeatureExport.run(
        new ListedLog(candles(closes, Set.of()), BarSource.CANDLES),
        plan,
        name -> true,
        3,
        1,
        (name, runs) -> {
          told.add(runs);
          return row -> {};
        });
    assertThat(told).hasSize(1);
    RunRecords runs = told.get(0);
    assertThat(runs.of(FeedRun.UNCHANGED_CLOSES))
        .extracting(RunRecords.Run::length)
        .containsExactly(0L, 30L);
    assertThat(runs.of(FeedRun.BARS_WITHOUT_VOLUME))
        .extracting(RunRecords.Run::length)
        .containsExactly(0L);
    assertThat(runs.of(FeedRun.BOOK_UNMOVED)).isEmpty();
  }

  @Test
  void cuttingTheLogChangesNoRowWhoseHorizonHasPassed() {
    ExportPlan plan =
        ExportPlan.of(
            List.of("log_return", "rsi(14)", "signed_volume", "book_imbalance"), "1m", "every", 5);
    List<LogEvent> events = simulated();
    Map<String, List<LabelledRow>> whole = rows(events, BarSource.TRADES, plan);
    for (int cut = events.size() / 3; cut < events.size(); cut += events.size() / 7) {
      // A minute less: an instrument may have been silent when the log is cut.
      long past = events.get(cut - 1).availableAt() - plan.horizon() - MINUTE;
      Map<String, List<LabelledRow>> part = rows(events.subList(0, cut), BarSource.TRADES, plan);
      assertThat(before(part, past)).isEqualTo(before(whole, past));
    }
  }

  @Test
  void eachInstrumentHasItsRowsInTheOrderOfTime() {
    ExportPlan plan = ExportPlan.of(List.of("log_return"), "1m", "every", 5);
    Map<String, List<LabelledRow>> rows = rows(simulated(), BarSource.TRADES, plan);
    assertThat(rows).hasSize(3);
    rows.forEach(
        (instrument, own) -> {
          assertThat(own).hasSizeGreaterThan(2_000);
          assertThat(own).extracting(LabelledRow::clock).isSorted();
        });
  }

  @Test
  void anyNumberOfThreadsGivesTheSameRows() {
    ExportPlan plan = ExportPlan.of(List.of("log_return", "rsi(14)"), "1m", "every", 5);
    List<LogEvent> events = simulated();
    Map<String, List<String>> one = before(rows(events, BarSource.TRADES, plan, 1), Long.MAX_VALUE);
    for (int threads = 2; threads <= 4; threads++) {
      assertThat(before(rows(events, BarSource.TRADES, plan, threads), Long.MAX_VALUE))
          .isEqualTo(one);
    }
  }

  @Test
  void whatGoesWrongWhileWritingEndsTheExport() {
    ExportPlan plan = ExportPlan.of(List.of("log_return"), "1m", "every", 5);
    List<LogEvent> events = simulated();
    assertThatThrownBy(
            () ->
                FeatureExport.run(
                    new ListedLog(events, BarSource.TRADES),
                    plan,
                    name -> true,
                    3,
                    2,
                    (name, runs) ->
                        row -> {
                          throw new UncheckedIOException(new IOException("the disk is full"));
                        }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the disk is full");
  }

  @Test
  void rowsOfBarsThatHaveClosedAreMarked() {
    ExportPlan bars = ExportPlan.of(List.of("log_return"), "1m", "bar", 5);
    ExportPlan every = ExportPlan.of(List.of("log_return"), "1m", "every", 5);
    List<LogEvent> events = simulated();
    Map<String, List<LabelledRow>> all = rows(events, BarSource.TRADES, every);
    Map<String, List<LabelledRow>> closes = rows(events, BarSource.TRADES, bars);
    closes.forEach(
        (name, own) -> {
          assertThat(own).allMatch(LabelledRow::barClosed);
          assertThat(all.getOrDefault(name, List.of()).stream().filter(LabelledRow::barClosed))
              .extracting(FeatureExportTest::text)
              .containsExactlyElementsOf(own.stream().map(FeatureExportTest::text).toList());
        });
  }

  @Test
  void everyFeatureOfTheSimulationIsThereOnceItIsWarm() {
    ExportPlan plan = ExportPlan.of(List.of("spread", "sentiment(6)", "atr(1)"), "1m", "bar", 1);
    Map<String, List<LabelledRow>> rows = rows(simulated(), BarSource.TRADES, plan);
    rows.values().forEach(own -> assertThat(own).hasSizeGreaterThan(100));
  }

  private static Map<String, List<LabelledRow>> rows(
      List<LogEvent> events, BarSource source, ExportPlan plan) {
    return rows(events, source, plan, 1);
  }

  private static Map<String, List<LabelledRow>> rows(
      List<LogEvent> events, BarSource source, ExportPlan plan, int parallelism) {
    Map<String, List<LabelledRow>> rows = new ConcurrentSkipListMap<>();
    FeatureExport.run(
        new ListedLog(events, source),
        plan,
        name -> true,
        3,
        parallelism,
        (name, runs) -> {
          List<LabelledRow> own = new ArrayList<>();
          assertThat(rows.put(name, own)).as(name + " is opened once").isNull();
          return own::add;
        });
    return rows;
  }

  /** The rows as text, for a record with an array equals itself alone. */
  private static Map<String, List<String>> before(Map<String, List<LabelledRow>> rows, long time) {
    Map<String, List<String>> some = new TreeMap<>();
    rows.forEach(
        (name, own) ->
            some.put(
                name,
                own.stream()
                    .filter(row -> row.clock() < time)
                    .map(FeatureExportTest::text)
                    .toList()));
    return some;
  }

  private static String text(LabelledRow row) {
    return row.clock()
        + " "
        + row.barClosed()
        + Arrays.toString(row.features())
        + row.forwardReturn()
        + " "
        + row.forwardVolatility();
  }

  private static List<LogEvent> simulated() {
    List<LogEvent> events = new ArrayList<>();
    Scenario training = Scenario.training(3, 1);
    Scenario morning =
        new Scenario("morning", training.start(), 180 * MINUTE, training.phases(), 0);
    new SimulatedLog(morning, 3).forEachRemaining(events::add);
    return events;
  }

  private static double[] closes(int size) {
    Random random = new Random(5);
    double[] closes = new double[size];
    double price = 100;
    for (int i = 0; i < size; i++) {
      price *= Math.exp(0.01 * random.nextGaussian());
      closes[i] = price;
    }
    return closes;
  }

  private static List<LogEvent> candles(double[] closes, Set<Integer> missing) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      if (!missing.contains(i)) {
        long start = START + i * HOUR;
        double open = i == 0 ? closes[0] : closes[i - 1];
        double high = Math.max(open, closes[i]);
        double low = Math.min(open, closes[i]);
        Candle candle = new Candle(NAME, start, HOUR, start + HOUR, open, high, low, closes[i], 10);
        events.add(new LogEvent(NAME, start + HOUR, new Origin("test", 0, i), -1, 0, candle));
      }
    }
    return events;
  }
}
