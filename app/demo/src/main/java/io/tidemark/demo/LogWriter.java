package io.tidemark.demo;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.recordings.ReplayItem;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a replay where the sequence job would: facts into the log, refused rows beside it. */
public final class LogWriter {

  private final TopicWriter topics;
  private final String log;
  private final String deadLetters;
  private final LogFormat events = new LogFormat();
  private final OutputFormat<DeadLetter> letters = Topic.DEAD_LETTERS.format();
  private final Map<String, Long> refused = new ConcurrentSkipListMap<>();

  private final AtomicLong written = new AtomicLong();
  private volatile long clock;

  /** Writes to the topics of this prefix. */
  public LogWriter(TopicWriter topics, String topicPrefix) {
    this.topics = topics;
    this.log = topicPrefix + Topic.EVENTS.topicName();
    this.deadLetters = topicPrefix + Topic.DEAD_LETTERS.topicName();
  }

  /** Writes one item. One thread at a time. */
  public void write(ReplayItem item) {
    if (item instanceof ReplayItem.Event event) {
      LogEvent e = event.event();
      topics.write(log, e.instrument(), events.encode(e), e.availableAt());
      clock = e.availableAt();
      written.incrementAndGet();
    } else if (item instanceof ReplayItem.Refused row) {
      DeadLetter letter = row.letter();
      topics.write(
          deadLetters, letter.origin().topic(), letters.encode(letter), letter.recordedAt());
      refused.merge(MetricId.labelValue(letter.reason()), 1L, Long::sum);
    }
  }

  /** Waits until all is written. */
  public void flush() {
    topics.flush();
  }

  /** Events that are in the log. */
  public long written() {
    return written.get();
  }

  /** Availability of the last event, µs since the epoch; 0 before the first. */
  public long clock() {
    return clock;
  }

  /** Rows that were refused, by reason as the metrics name it. */
  public Map<String, Long> refused() {
    return Map.copyOf(refused);
  }
}
