package io.tidemark.reliability;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.Folds;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the jobs would have said had nothing happened, from the facts on the raw topics and without
 * Kafka or Flink: every log is its facts in the order in which they became available, and a plain
 * loop folds it.
 *
 * @param log by instrument, {@link Fact#availableAt()} of what is in it, µs since the epoch, rising
 * @param signals by instrument, {@link SignalText} of each, in order
 * @param lateTrades trades that came after their bar had closed, as some do live
 */
public record CalmRun(
    Map<String, List<Long>> log, Map<String, List<String>> signals, long lateTrades) {

  /**
   * Folds what becomes of {@code facts}.
   *
   * @param facts in the order in which they became available, all at different times
   * @param config of the signal job
   * @param artefact that it serves
   */
  public static CalmRun of(List<Fact> facts, JobConfig config, ModelArtefact artefact)
      throws ModelRejectedException {
    List<LogEvent> events = events(facts, config);
    Map<String, List<Long>> log = new TreeMap<>();
    Map<String, List<String>> signals = new TreeMap<>();
    Map<String, InstrumentFold> folds = new HashMap<>();
    LateTrades late = new LateTrades();
    SignalText text = new SignalText();
    try (Folds stages = Folds.open(artefact, config)) {
      for (LogEvent event : events) {
        String key = event.instrument();
        log.computeIfAbsent(key, any -> new ArrayList<>()).add(event.availableAt());
        late.take(event);
        InstrumentFold.Step step = folds.computeIfAbsent(key, any -> stages.fold()).step(event);
        Signal signal = step == null ? null : step.risk().signal();
        if (signal != null) {
          signals.computeIfAbsent(key, any -> new ArrayList<>()).add(text.of(signal));
        }
      }
    }
    return new CalmRun(log, signals, late.count());
  }

  /** How many events the logs hold of these facts. */
  public static int logSize(List<Fact> facts, JobConfig config) {
    return events(facts, config).size();
  }

  /** How many signals there are. */
  public int signalCount() {
    return signals.values().stream().mapToInt(List::size).sum();
  }

  /** How many events there are in all logs. */
  public int logSize() {
    return log.values().stream().mapToInt(List::size).sum();
  }

  /** Each fact in each log that it belongs to. */
  private static List<LogEvent> events(List<Fact> facts, JobConfig config) {
    List<LogEvent> events = new ArrayList<>();
    for (Fact fact : facts) {
      Origin origin = new Origin(Topic.carrying(fact.kind()).topicName(), 0, events.size());
      for (InstrumentConfig each : config.instruments()) {
        if (belongs(fact, each)) {
          events.add(
              new LogEvent(each.instrument(), fact.availableAt(), origin, events.size(), 0, fact));
        }
      }
    }
    return events;
  }

  private static boolean belongs(Fact fact, InstrumentConfig log) {
    return fact.instrument().equals(log.instrument())
        || fact.instrument().equals(Instruments.ALL)
        || (fact instanceof Candle && log.references().contains(fact.instrument()));
  }
}
