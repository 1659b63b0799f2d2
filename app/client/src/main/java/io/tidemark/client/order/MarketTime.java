package io.tidemark.client.order;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What time an order is given at. */
public final class MarketTime {

  private MarketTime() {}

  /**
   * What time it is in a demo's market, which is not the time of the wall: an order of today would
   * move each instrument's clock by all that lies between, close its bars and make its feeds
   * silent. The market itself says what time it is, with heartbeats in {@code control.v1}.
   *
   * @throws CommandFailedException if it has not said so
   */
  public static long of(JobConfig config) {
    long[] newest = {Long.MIN_VALUE};
    List<String> topics = List.of(config.topic(Topic.CONTROL.topicName()));
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), topics)) {
      reader.drain(record -> newest[0] = Math.max(newest[0], record.timestamp()));
    }
    if (newest[0] == Long.MIN_VALUE) {
      throw new CommandFailedException(
          "nobody reads orders in this demo, or not yet: recorded data go into the log directly,"
              + " and a simulated market takes some seconds to begin");
    }
    return newest[0] * 1_000;
  }

  /** Of the wall, µs since the epoch. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
