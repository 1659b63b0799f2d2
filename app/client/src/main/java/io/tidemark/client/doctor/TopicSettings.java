package io.tidemark.client.doctor;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.topology.JobTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How topics are set: what would lose records, change the order or falsify times. */
final class TopicSettings {

  /** What a dead letter holds beside the payload: origin, reason, Avro's framing, Kafka's. */
  private static final int ENVELOPE_BYTES = 4 * 1_024;

  private final JobConfig config;
  private final AdminClusterView cluster;
  private final List<Finding> findings;

  TopicSettings(JobConfig config, AdminClusterView cluster, List<Finding> findings) {
    this.config = config;
    this.cluster = cluster;
    this.findings = findings;
  }

  void look() {
    String log = config.topic(Topic.EVENTS.topicName());
    try {
      partitions(log);
      Map<String, String> settings = cluster.topicConfig(log);
      retention(log, settings.getOrDefault("retention.ms", ""));
      stamps(log, settings);
      compaction();
      modelUpdates();
      deadLetters();
    } catch (ClusterViewException e) {
      findings.add(
          Finding.cannotTell(
              "topic settings",
              "the brokers do not say: "
                  + e.getMessage()
                  + " (DescribeConfigs on the topics; the jobs do not need it)"));
    }
  }

  static boolean isStampedByBroker(Map<String, String> settings) {
    return "LogAppendTime".equals(settings.get("message.timestamp.type"));
  }

  private void partitions(String log) throws ClusterViewException {
    int partitions = cluster.partitions(log).orElse(0);
    findings.add(
        Finding.ok(
            "partitions",
            "%s has %d: as many tasks of the signal job can read it; never change that number"
                .formatted(log, partitions)));
  }

  private void retention(String log, String millis) {
    String words =
        millis.equals("-1")
            ? "for ever"
            : "for " + Duration.ofMillis(Long.parseLong(millis)).toHours() + " h";
    findings.add(
        Finding.ok(
            "retention", log + " is kept " + words + ": so far back one can reproduce and train"));
  }

  private void stamps(String log, Map<String, String> settings) {
    if (isStampedByBroker(settings)) {
      findings.add(Finding.ok("log times", log + " is stamped by the broker"));
      return;
    }
    findings.add(
        Finding.problem(
            "log times",
            log
                + " has message.timestamp.type "
                + settings.get("message.timestamp.type")
                + ", so latency is measured between clocks of different machines: kafka-configs"
                + " --alter --bootstrap-server "
                + config.kafka().bootstrapServers()
                + " --topic "
                + log
                + " --add-config message.timestamp.type=LogAppendTime"));
  }

  /** Many records share an instrument as their key: compaction would keep one of them. */
  private void compaction() throws ClusterViewException {
    List<String> compacted = new ArrayList<>();
    List<String> read = new ArrayList<>(JobTopics.of(Job.SEQUENCE).reads(config));
    read.addAll(JobTopics.of(Job.SIGNAL).reads(config));
    for (String topic : read) {
      if (!topic.equals(config.topic(Topic.MODEL_UPDATES.topicName()))
          && cluster.topicConfig(topic).getOrDefault("cleanup.policy", "").contains("compact")) {
        compacted.add(topic);
      }
    }
    findings.add(
        compacted.isEmpty()
            ? Finding.ok("compaction", "no topic that is read is compacted")
            : Finding.problem(
                "compaction",
                String.join(", ", compacted)
                    + " would lose all but the newest record of each instrument: set"
                    + " cleanup.policy=delete"));
  }

  /** The last word on each thing must stay, and their order must be one. */
  private void modelUpdates() throws ClusterViewException {
    String topic = config.topic(Topic.MODEL_UPDATES.topicName());
    String policy = cluster.topicConfig(topic).getOrDefault("cleanup.policy", "");
    int partitions = cluster.partitions(topic).orElse(0);
    findings.add(
        policy.equals("compact") && partitions == 1
            ? Finding.ok("model updates", topic + " is compacted and has one partition")
            : Finding.problem(
                "model updates",
                "%s has cleanup.policy=%s and %d partitions: it needs compact, so that the last word on each version stays, and 1, so that updates keep their order"
                    .formatted(topic, policy, partitions)));
  }

  private void deadLetters() throws ClusterViewException {
    String topic = config.topic(Topic.DEAD_LETTERS.topicName());
    int needed = DeadLetter.MAX_PAYLOAD_BYTES + ENVELOPE_BYTES;
    int allowed =
        Integer.parseInt(cluster.topicConfig(topic).getOrDefault("max.message.bytes", "0"));
    findings.add(
        allowed >= needed
            ? Finding.ok("dead letters", topic + " takes the longest one")
            : Finding.problem(
                "dead letters",
                "%s takes records of %d bytes, but a dead letter may have %d: raise max.message.bytes"
                    .formatted(topic, allowed, needed)));
  }
}
