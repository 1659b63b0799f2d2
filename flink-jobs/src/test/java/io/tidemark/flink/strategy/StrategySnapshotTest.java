package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.Valid;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators of a strategy of two lengths of bars and both triggers, held against the fold. */
class StrategySnapshotTest {

  private static final OutputFormat<Signal> SIGNALS = Topic.SIGNALS.format();
  private static final OutputFormat<DriftAlert> ALERTS = Topic.DRIFT_ALERTS.format();
  private static final long SEED = 13;

  @TempDir private Path folder;

  private StrategyFile file;
  private JobConfig config;
  private StrategyChain chain;

  @BeforeEach
  void open() throws Exception {
    Path path = TestStrategy.three(folder);
    config = TestConfig.strategy(path);
    file = StrategyPipeline.file(path.toString(), config);
    chain = new StrategyChain(file.packed(), config);
  }

  @ParameterizedTest
  @ValueSource(longs = {SEED, 21, 34})
  void theySayWhatThePlainFoldSaysOfAnyMarket(long seed) throws Exception {
    List<LogEvent> events = events(seed);
    Map<String, List<String>> signals = new TreeMap<>();
    Map<String, List<String>> alerts = new TreeMap<>();
    try (StrategyFolds folds = StrategyFolds.open(file, config)) {
      for (LogEvent event : events) {
        StrategyFold.Step step = folds.fold(event);
        if (step != null) {
          step.drifts().stream()
              .map(DriftOutcome::alerts)
              .flatMap(List::stream)
              .forEach(each -> StrategyChain.add(alerts, each.instrument(), ALERTS.encode(each)));
          Signal signal = step.risk().signal();
          if (signal != null) {
            StrategyChain.add(signals, signal.instrument(), SIGNALS.encode(signal));
          }
        }
      }
    }

    StrategyChain.Run run = chain.run(events, 1, null);

    assertThat(run.signals()).isEqualTo(signals).hasSize(Market.INSTRUMENTS.size());
    assertThat(run.alerts()).isEqualTo(alerts).isNotEmpty();
  }

  @Test
  void theyGoOnWhereTheyStopped() throws Exception {
    List<LogEvent> events = events(SEED);
    List<LogEvent> first = events.subList(0, events.size() / 2);
    List<LogEvent> second = events.subList(events.size() / 2, events.size());

    StrategyChain.Run before = chain.run(first, 1, null);
    StrategyChain.Run goesOn = chain.run(second, 1, before.kept());

    assertThat(before.signalsWith(goesOn)).isEqualTo(chain.run(events, 1, null).signals());
    assertThat(chain.run(second, 1, null).signals())
        .as("control: state matters here")
        .isNotEqualTo(goesOn.signals());
  }

  @Test
  void theyGoOnInTwoTasksAndInOneAgain() throws Exception {
    List<LogEvent> events = byTime(events(SEED));
    int third = events.size() / 3;
    assertThat(Market.INSTRUMENTS.stream().map(each -> StrategyChain.taskOf(each, 2)))
        .as("both tasks have an instrument")
        .contains(0, 1);

    StrategyChain.Run one = chain.run(events.subList(0, third), 1, null);
    StrategyChain.Run two = chain.run(events.subList(third, 2 * third), 2, one.kept());
    StrategyChain.Run again = chain.run(events.subList(2 * third, events.size()), 1, two.kept());

    Map<String, List<String>> whole = chain.run(events, 1, null).signals();
    assertThat(one.signals()).as("each part says something").isNotEmpty();
    assertThat(two.signals()).isNotEmpty();
    assertThat(again.signals()).isNotEmpty();
    StrategyChain.Run middle =
        new StrategyChain.Run(one.signalsWith(two), two.alerts(), two.kept());
    assertThat(middle.signalsWith(again)).isEqualTo(whole);
  }

  @Test
  void whatComesLaterChangesNoEarlierAnswer() throws Exception {
    List<LogEvent> events = byTime(events(SEED));
    Map<String, List<String>> whole = chain.run(events, 1, null).signals();

    for (int length : new int[] {events.size() / 2, events.size() * 4 / 5}) {
      Map<String, List<String>> known = chain.run(events.subList(0, length), 1, null).signals();

      assertThat(known).isNotEmpty();
      known.forEach(
          (instrument, lines) ->
              assertThat(whole.getOrDefault(instrument, List.of()).subList(0, lines.size()))
                  .isEqualTo(lines));
      assertThat(signals(whole)).hasSizeGreaterThan(signals(known).size());
    }
  }

  private static List<LogEvent> events(long seed) {
    return PlainRun.events(MarketLog.of(Market.facts(seed)));
  }

  /** So that a part of them is of all instruments; the order within each stays. */
  private static List<LogEvent> byTime(List<LogEvent> events) {
    Map<String, Long> clocks = new TreeMap<>();
    IdentityHashMap<LogEvent, Long> at = new IdentityHashMap<>();
    for (LogEvent event : events) {
      at.put(event, clocks.merge(event.instrument(), event.availableAt(), Math::max));
    }
    return events.stream().sorted(Comparator.comparing(at::get)).toList();
  }

  private static List<Signal> signals(Map<String, List<String>> lines) {
    return lines.values().stream()
        .flatMap(List::stream)
        .map(line -> Valid.of(SIGNALS.decode(HexFormat.of().parseHex(line))))
        .toList();
  }
}
