package io.tidemark.client.doctor;

import io.tidemark.client.topic.BrokerUnavailableException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the topics are those that the log was last written from. One that was created anew has
 * the name of the old one, and its offsets may have passed those of the old one since.
 */
final class LogOrigins {

  /** Records of each partition that are looked at, the newest. */
  private static final long LOOK = 1_000;

  private final JobConfig config;
  private final AdminClusterView cluster;

  LogOrigins(JobConfig config, AdminClusterView cluster) {
    this.config = config;
    this.cluster = cluster;
  }

  Finding look() throws ClusterViewException {
    Map<String, LogEvent> newest;
    try {
      newest = newest();
    } catch (BrokerUnavailableException e) {
      return Finding.cannotTell("topic ids", String.valueOf(e.getMessage()));
    }
    if (newest.isEmpty()) {
      return Finding.cannotTell(
          "topic ids", "no record of the log names the topic that it came from by its id");
    }
    List<String> differing = new ArrayList<>();
    for (LogEvent event : newest.values()) {
      Origin origin = event.origin();
      Optional<String> there = cluster.topicId(origin.topic());
      if (there.isPresent() && !there.get().equals(origin.topicId())) {
        differing.add(
            "%s is %s, but the log was last written from %s"
                .formatted(origin.topic(), there.get(), origin.topicId()));
      }
    }
    return differing.isEmpty()
        ? Finding.ok(
            "topic ids", "the log was last written from the " + newest.size() + " topics here")
        : Finding.problem(
            "topic ids",
            String.join("; ", differing)
                + ": it was created anew since, or these are the brokers of another cluster. The"
                + " group's positions are those of the old one: before the sequence job starts"
                + " without a checkpoint, reset them with kafka-consumer-groups --bootstrap-server "
                + config.kafka().bootstrapServers()
                + " --group "
                + config.kafka().groupId(Job.SEQUENCE)
                + " --all-topics --reset-offsets --to-earliest --execute");
  }

  /** Of each topic the newest event that names it with its id. */
  private Map<String, LogEvent> newest() {
    Map<String, LogEvent> newest = new TreeMap<>();
    LogFormat format = new LogFormat();
    List<String> log = List.of(config.topic(Topic.EVENTS.topicName()));
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), log)) {
      reader.drainLast(
          LOOK,
          record -> {
            if (format.decode(record.value(), record.offset(), 0)
                    instanceof Parsed.Valid<LogEvent> valid
                && !valid.value().origin().topicId().isEmpty()) {
              newest.merge(
                  valid.value().origin().topic(),
                  valid.value(),
                  (a, b) -> a.availableAt() > b.availableAt() ? a : b);
            }
          });
    }
    return newest;
  }
}
