package io.tidemark.collector;

import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.flink.config.KafkaSettings;
import io.tidemark.flink.config.text.Domain;
import io.tidemark.flink.config.text.Domains;
import java.time.Duration;
import java.util.List;

/**
 * An option of the collector: what it may be, and what it is unless it is given.
 *
 * @param otherwise the value where none is given
 * @param meaning for people, with the unit
 */
record CollectOption<T>(String key, T otherwise, Domain<T> domain, String meaning) {

  static final CollectOption<String> SERVERS =
      new CollectOption<>(
          "kafka.bootstrap-servers",
          "",
          KafkaSettings.BOOTSTRAP_SERVERS.domain(),
          "the brokers; required");

  static final CollectOption<String> PREFIX =
      new CollectOption<>(
          "topics.prefix",
          "",
          KafkaSettings.TOPICS_PREFIX.domain(),
          "stands before every topic's name");

  static final CollectOption<List<String>> INSTRUMENTS =
      new CollectOption<>(
          "instruments",
          List.of(),
          Domains.instruments(),
          "what to collect; may be left out where something is polled");

  static final CollectOption<List<FeedChannel>> CHANNELS =
      new CollectOption<>(
          "collect.channels",
          List.of(FeedChannel.values()),
          Domains.someOf(FeedChannel.class),
          "for each instrument; `derivative` is all but trades and books");

  static final CollectOption<Integer> WARM_UP =
      new CollectOption<>(
          "collect.warm-up",
          0,
          Domains.whole(0, 1_000),
          "bars of its past with which each instrument begins");

  static final CollectOption<Duration> BAR =
      new CollectOption<>(
          "collect.bar",
          Duration.ofMinutes(1),
          Domains.duration(Duration.ofMinutes(1)),
          "how long these bars are: as long as those of the model");

  static final CollectOption<Integer> MAX_WAITING =
      new CollectOption<>(
          "collect.max-waiting",
          100_000,
          Domains.whole(1_000, 10_000_000),
          "facts that wait in memory while Kafka does not take them");

  static final CollectOption<Integer> STATUS_PORT =
      new CollectOption<>(
          "collect.status-port",
          0,
          Domains.whole(0, 65_535),
          "port of the status page, on this machine only; 0: any that is free");

  /** In the order in which they are listed. */
  static final List<CollectOption<?>> ALL =
      List.of(SERVERS, PREFIX, INSTRUMENTS, CHANNELS, WARM_UP, BAR, MAX_WAITING, STATUS_PORT);
}
