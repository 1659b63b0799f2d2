package io.tidemark.client.order;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.BrokerUnavailableException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What time it is in a market, µs since the epoch. It need not be the time of the wall: a simulated
 * market may run faster, and begin in the past.
 */
public final class MarketTime {

  /** Records of each partition that are looked at first; commands among them tell no time. */
  private static final long FIRST_LOOK = 100;

  private static final long UNTOLD = Long.MIN_VALUE;

  private MarketTime() {}

  /**
   * The largest {@code availableAt} among the newest records of the log's partitions, commands left
   * aside; empty if there is no log or nothing in it.
   *
   * @throws BrokerUnavailableException if it cannot be read
   */
  public static OptionalLong ofLog(JobConfig config) {
    String log = config.topic(Topic.EVENTS.topicName());
    return known(newest(config, Map.of(log, logTime()), Map.of()).get(log));
  }

  /**
   * That of a demo's market, which also says it with heartbeats in {@code control.v1}.
   *
   * @throws CommandFailedException if it has not said so: then nobody reads orders there
   */
  public static long ofDemo(JobConfig config) {
    String control = config.topic(Topic.CONTROL.topicName());
    String log = config.topic(Topic.EVENTS.topicName());
    Map<String, Long> newest =
        newest(config, Map.of(control, heartbeat(), log, logTime()), Map.of(control, heartbeat()));
    OptionalLong heartbeat = known(newest.get(control));
    if (heartbeat.isEmpty()) {
      throw new CommandFailedException(
          "nobody reads orders in this demo, or not yet: recorded data go into the log directly,"
              + " and a simulated market takes some seconds to begin");
    }
    return known(newest.get(log)).orElse(heartbeat.getAsLong());
  }

  /** Of the wall. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static ToLongFunction<ConsumerRecord<byte[], byte[]>> logTime() {
    LogFormat format = new LogFormat();
    return record ->
        format.decode(record.value(), record.offset(), 0) instanceof Parsed.Valid<LogEvent> valid
                && !valid.value().fact().kind().isCommand()
            ? valid.value().availableAt()
            : UNTOLD;
  }

  private static ToLongFunction<ConsumerRecord<byte[], byte[]>> heartbeat() {
    RawDecoder decoder = new RawDecoder();
    return record ->
        decoder.decode(Topic.CONTROL.topicName(), record.value(), record.timestamp() * 1_000)
                    instanceof Parsed.Valid<Fact> valid
                && valid.value() instanceof Tick tick
            ? tick.eventTime()
            : UNTOLD;
  }

  private static OptionalLong known(@Nullable Long time) {
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }

  /** As {@link #newest(JobConfig, Map)}, of {@code less} where one of the topics does not exist. */
  private static Map<String, Long> newest(
      JobConfig config,
      Map<String, ToLongFunction<ConsumerRecord<byte[], byte[]>>> told,
      Map<String, ToLongFunction<ConsumerRecord<byte[], byte[]>>> less) {
    try {
      return newest(config, told);
    } catch (BrokerUnavailableException e) {
      if (e.getCause() != null) { // else it is about a topic and not about the brokers
        throw e;
      }
      return less.isEmpty() ? Map.of() : newest(config, less);
    }
  }

  /**
   * The newest time that each topic tells, by its name in Kafka; one that tells none has no entry.
   * Looks further back until all tell one.
   */
  private static Map<String, Long> newest(
      JobConfig config, Map<String, ToLongFunction<ConsumerRecord<byte[], byte[]>>> told) {
    Map<String, Long> newest = new HashMap<>();
    try (TopicReader reader =
        new TopicReader(config.kafka().clientProperties(), List.copyOf(told.keySet()))) {
      boolean whole = false;
      for (long look = FIRST_LOOK; newest.size() < told.size() && !whole; look *= FIRST_LOOK) {
        whole =
            reader.drainLast(
                look,
                record -> {
                  long time = Objects.requireNonNull(told.get(record.topic())).applyAsLong(record);
                  if (time != UNTOLD) {
                    newest.merge(record.topic(), time, Math::max);
                  }
                });
      }
    }
    return newest;
  }
}
