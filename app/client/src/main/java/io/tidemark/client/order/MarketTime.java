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
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
    LogFormat format = new LogFormat();
    try {
      return newest(
          config,
          Topic.EVENTS,
          record ->
              format.decode(record.value(), record.offset(), 0)
                          instanceof Parsed.Valid<LogEvent> valid
                      && !valid.value().fact().kind().isCommand()
                  ? valid.value().availableAt()
                  : UNTOLD);
    } catch (BrokerUnavailableException e) {
      if (e.getCause() != null) {
        throw e;
      }
      return OptionalLong.empty(); // there is no such topic
    }
  }

  /**
   * That of a demo's market, which also says it with heartbeats in {@code control.v1}.
   *
   * @throws CommandFailedException if it has not said so: then nobody reads orders there
   */
  public static long ofDemo(JobConfig config) {
    RawDecoder decoder = new RawDecoder();
    OptionalLong heartbeat =
        newest(
            config,
            Topic.CONTROL,
            record ->
                decoder.decode(
                                Topic.CONTROL.topicName(),
                                record.value(),
                                record.timestamp() * 1_000)
                            instanceof Parsed.Valid<Fact> valid
                        && valid.value() instanceof Tick tick
                    ? tick.eventTime()
                    : UNTOLD);
    if (heartbeat.isEmpty()) {
      throw new CommandFailedException(
          "nobody reads orders in this demo, or not yet: recorded data go into the log directly,"
              + " and a simulated market takes some seconds to begin");
    }
    return ofLog(config).orElse(heartbeat.getAsLong());
  }

  /** Of the wall. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Looks further back until a record tells a time. */
  private static OptionalLong newest(
      JobConfig config, Topic topic, ToLongFunction<ConsumerRecord<byte[], byte[]>> told) {
    long[] newest = {UNTOLD};
    List<String> topics = List.of(config.topic(topic.topicName()));
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), topics)) {
      boolean whole = false;
      for (long look = FIRST_LOOK; newest[0] == UNTOLD && !whole; look *= FIRST_LOOK) {
        whole =
            reader.drainLast(
                look, record -> newest[0] = Math.max(newest[0], told.applyAsLong(record)));
      }
    }
    return newest[0] == UNTOLD ? OptionalLong.empty() : OptionalLong.of(newest[0]);
  }
}
