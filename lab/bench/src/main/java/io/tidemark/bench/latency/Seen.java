package io.tidemark.bench.latency;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.util.BitSet;

/** Log and signals of one course, read again and joined by the log's offset. */
final class Seen {

  private final Sender sender;
  private final Route route;

  /** By the log's offset, ms since the epoch. */
  private final LongSeries appendedAt = new LongSeries();

  /** By the log's offset, µs since the epoch. */
  private final LongSeries dueAt = new LongSeries();

  /** By the signal's place in its topic. */
  private final LongSeries offsets = new LongSeries();

  private final LongSeries signalledAt = new LongSeries();
  private long twice;

  private Seen(Sender sender, Route route) {
    this.sender = sender;
    this.route = route;
  }

  /** Reads both topics as far as they go. */
  static Seen read(LatencyJobs jobs, Sender sender, Route route) {
    Seen seen = new Seen(sender, route);
    try (TopicReader log = jobs.reader(Topic.EVENTS);
        TopicReader signals = jobs.reader(Topic.SIGNALS)) {
      seen.readLog(log);
      seen.readSignals(signals);
    }
    return seen;
  }

  private void readLog(TopicReader log) {
    LogFormat format = new LogFormat();
    log.drain(
        record -> {
          appendedAt.add(record.timestamp());
          if (route == Route.LOG) {
            dueAt.add(sender.due(Topic.EVENTS.topicName(), record.offset()));
          } else if (format.decode(record.value(), record.offset(), record.timestamp() * 1_000)
              instanceof Parsed.Valid<LogEvent> event) {
            var origin = event.value().origin();
            dueAt.add(sender.due(origin.topic(), origin.offset()));
          } else {
            dueAt.add(Sender.UNTIMED);
          }
        });
  }

  private void readSignals(TopicReader signals) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    BitSet known = new BitSet();
    signals.drain(
        record -> {
          if (!(format.decode(record.value()) instanceof Parsed.Valid<Signal> signal)) {
            throw new IllegalStateException("the job wrote a signal that cannot be read");
          }
          long offset = signal.value().event().logOffset();
          if (known.get(Math.toIntExact(offset))) {
            twice++;
          }
          known.set(Math.toIntExact(offset));
          offsets.add(offset);
          signalledAt.add(record.timestamp());
        });
  }

  /** How many signals there are. */
  int signals() {
    return offsets.size();
  }

  /** Signals of an event that had one already. */
  long twice() {
    return twice;
  }

  /** How many events the log has. */
  int events() {
    return appendedAt.size();
  }

  /**
   * How fast the events from an offset on were decided, per second, their first quarter dropped: by
   * when their signals were appended. Where an unordered backlog left the features cold, so that
   * there are not two signals, by when the events themselves were appended, which the signal job
   * follows. 0 if that was no time.
   */
  double eventsPerSecond(long fromOffset) {
    long begin = fromOffset + (events() - fromOffset) / 4;
    int first = -1;
    int last = -1;
    for (int i = 0; i < signals(); i++) {
      if (offsets.get(i) >= begin) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return first < last
        ? perSecond(
            offsets.get(last) - offsets.get(first), signalledAt.get(last) - signalledAt.get(first))
        : perSecond(events() - 1 - begin, appendedAt.get(events() - 1) - appendedAt.get(begin));
  }

  private static double perSecond(long events, long millis) {
    return millis <= 0 ? 0 : events / (millis / 1e3);
  }

  /**
   * The durations of the signals whose records were due in a span of time, µs since the epoch.
   *
   * @param seenAt when the receiver saw each signal, in the order of the topic, µs
   */
  Durations between(long from, long to, LongSeries seenAt) {
    Durations durations = new Durations();
    for (int i = 0; i < signals(); i++) {
      long due = dueAt.get(offsets.get(i));
      if (due != Sender.UNTIMED && due >= from && due < to) {
        long appended = appendedAt.get(offsets.get(i)) * 1_000;
        durations.logToSignal.add(signalledAt.get(i) * 1_000 - appended);
        durations.logToSeen.add(seenAt.get(i) - appended);
        durations.dueToSeen.add(seenAt.get(i) - due);
      }
    }
    return durations;
  }

  /** All in µs. */
  static final class Durations {

    final LongSeries logToSignal = new LongSeries();
    final LongSeries logToSeen = new LongSeries();
    final LongSeries dueToSeen = new LongSeries();
  }
}
