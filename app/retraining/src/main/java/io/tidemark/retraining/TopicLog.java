package io.tidemark.retraining;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.dataset.EventLog;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.common.TopicPartition;

/**
 * The log itself, from the oldest record that it keeps to where it ends when this is opened. Events
 * of an instrument come in the order of the log; those of several partitions as they are fetched.
 */
public final class TopicLog implements EventLog {

  private final JobConfig config;
  private final TopicReader reader;
  private final Map<TopicPartition, Long> ends;
  private final LogFormat format = new LogFormat();

  /** At most what one fetch brings. */
  private final ArrayDeque<LogEvent> ready = new ArrayDeque<>();

  private long refused;

  /** Opens the log of a deployment. */
  public TopicLog(JobConfig config, TopicSource source) {
    this.config = config;
    this.reader = source.open(List.of(config.topic(Topic.EVENTS.topicName())));
    this.ends = reader.ends();
  }

  @Override
  public BarSource barSource(String instrument) {
    return config
        .instrument(instrument)
        .map(InstrumentConfig::barSource)
        .orElseThrow(() -> new IllegalArgumentException("nobody follows " + instrument));
  }

  @Override
  public long refused() {
    return refused;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !reader.hasReached(ends)) {
      reader.pollSome(
          ends,
          record -> {
            Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
            if (end != null && record.offset() < end) { // else it came after this was opened
              take(format.decode(record.value(), record.offset(), record.timestamp() * 1_000));
            }
          });
    }
    return !ready.isEmpty();
  }

  private void take(Parsed<LogEvent> parsed) {
    if (parsed instanceof Parsed.Valid<LogEvent> valid) {
      ready.add(valid.value());
    } else {
      refused++;
    }
  }

  @Override
  public LogEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The log is over.");
    }
    return ready.remove();
  }

  @Override
  public void close() {
    reader.close();
  }
}
