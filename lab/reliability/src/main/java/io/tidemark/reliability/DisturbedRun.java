package io.tidemark.reliability;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.signal.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a reader of the topics saw of the real jobs.
 *
 * @param log by instrument, {@link Fact#availableAt()} of each event where it first stands, µs
 *     since the epoch; the sequence job's own ticks are left out
 * @param logRepeats events that stand in the log once more, made of the same raw record
 * @param signals by instrument, {@link SignalText} of each committed signal where it first stands
 * @param signalRepeats committed signals with an id that had been there before
 * @param lateTrades trades behind the end of their bar
 */
public record DisturbedRun(
    Map<String, List<Long>> log,
    long logRepeats,
    Map<String, List<String>> signals,
    long signalRepeats,
    long lateTrades) {

  /**
   * Sorts what was read.
   *
   * @param events of the log, each partition's in order
   * @param committed signals, each partition's in order
   */
  public static DisturbedRun of(List<LogEvent> events, List<Signal> committed) {
    Map<String, List<Long>> log = new TreeMap<>();
    Set<String> known = new HashSet<>();
    LateTrades late = new LateTrades();
    SignalText text = new SignalText();
    long repeats = 0;
    for (LogEvent event : events) {
      if (!known.add(identity(event))) {
        repeats++;
      } else {
        late.take(event);
        log.computeIfAbsent(event.instrument(), any -> new ArrayList<>()).add(event.availableAt());
      }
    }
    Map<String, List<String>> signals = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    for (Signal signal : committed) {
      if (ids.add(signal.id())) {
        signals.computeIfAbsent(signal.instrument(), any -> new ArrayList<>()).add(text.of(signal));
      }
    }
    return new DisturbedRun(log, repeats, signals, committed.size() - ids.size(), late.count());
  }

  /**
   * What names an event: its log, its record on the raw topics, and its time, since the offsets of
   * a topic that was created anew begin anew.
   */
  public static String identity(LogEvent event) {
    return event.instrument() + " " + event.origin() + " " + event.availableAt();
  }

  /** Whether the sequence job made this event of nothing but its clock. */
  public static boolean isOwnTick(LogEvent event) {
    return event.fact() instanceof Tick && event.fact().instrument().equals(event.instrument());
  }
}
