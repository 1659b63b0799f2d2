package io.tidemark.bench.latency;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Log and signals of a run with swaps, read again: who scored what, and how long nothing came. */
final class SwapLog {

  private final String first;

  /** By instrument, the version that serves behind each offset. */
  private final Map<String, TreeMap<Long, String>> serving = new HashMap<>();

  private final Map<String, Last> last = new HashMap<>();
  private final BitSet known = new BitSet();
  private long events;
  private long signals;
  private long twice;
  private long wrong;
  private long swaps;
  private final LongSeries gaps = new LongSeries();
  private final LongSeries swapGaps = new LongSeries();

  /** The last signal of an instrument. */
  private record Last(String version, long appendedAt) {}

  private SwapLog(String first) {
    this.first = first;
  }

  /**
   * Reads both topics as far as they go.
   *
   * @param first the version that serves to begin with
   * @param from ms since the epoch: gaps before are those of the warm-up
   */
  static SwapLog read(LatencyJobs jobs, String first, long from) {
    SwapLog found = new SwapLog(first);
    try (TopicReader log = jobs.reader(Topic.EVENTS);
        TopicReader signals = jobs.reader(Topic.SIGNALS)) {
      found.readLog(log);
      found.readSignals(signals, from);
    }
    return found;
  }

  private void readLog(TopicReader log) {
    LogFormat format = new LogFormat();
    log.drain(
        record -> {
          events++;
          Parsed<LogEvent> parsed =
              format.decode(record.value(), record.offset(), record.timestamp() * 1_000);
          if (parsed instanceof Parsed.Valid<LogEvent> valid
              && valid.value().fact() instanceof ModelUpdate update
              && update.action() == ModelAction.ACTIVATE) {
            swaps++;
            serving
                .computeIfAbsent(update.instrument(), any -> new TreeMap<>())
                .put(record.offset(), update.model().version());
          }
        });
  }

  private void readSignals(TopicReader topic, long from) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    topic.drain(
        record -> {
          if (!(format.decode(record.value()) instanceof Parsed.Valid<Signal> valid)) {
            throw new IllegalStateException("the job wrote a signal that cannot be read");
          }
          take(valid.value(), record.timestamp(), from);
        });
  }

  private void take(Signal signal, long appendedAt, long from) {
    signals++;
    int offset = Math.toIntExact(signal.event().logOffset());
    twice += known.get(offset) ? 1 : 0;
    known.set(offset);
    wrong += signal.basis().modelVersion().equals(expected(signal)) ? 0 : 1;
    Last before =
        last.put(signal.instrument(), new Last(signal.basis().modelVersion(), appendedAt));
    if (before != null && before.appendedAt() >= from) {
      boolean swapped = !before.version().equals(signal.basis().modelVersion());
      (swapped ? swapGaps : gaps).add((appendedAt - before.appendedAt()) * 1_000);
    }
  }

  /** By the log alone: an activation is the last event that the model before sees. */
  private String expected(Signal signal) {
    TreeMap<Long, String> versions = serving.get(signal.instrument());
    Map.Entry<Long, String> entry =
        versions == null ? null : versions.lowerEntry(signal.event().logOffset());
    return entry == null ? first : entry.getValue();
  }

  /** Events of the log. */
  long events() {
    return events;
  }

  /** Signals on the topic. */
  long signals() {
    return signals;
  }

  /** Signals of an event that had one already. */
  long twice() {
    return twice;
  }

  /** Signals by another version than serves at their place in the log. */
  long wrong() {
    return wrong;
  }

  /** Activations, one for each instrument. */
  long swaps() {
    return swaps;
  }

  /** Between an instrument's signals of one version, µs. */
  LongSeries gaps() {
    return gaps;
  }

  /** From an instrument's last signal of a version to the first of the next, µs. */
  LongSeries swapGaps() {
    return swapGaps;
  }
}
