package io.tidemark.client.doctor;

import io.tidemark.client.layout.TopicCheck;
import io.tidemark.client.layout.TopicDifference;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How topics are set: what would lose records, change the order or falsify times. */
final class TopicSettings {

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
      retention(log, cluster.topicConfig(log).getOrDefault("retention.ms", ""));
      List<TopicDifference> all = new TopicCheck(config, cluster, 0).differences();
      check(
          all,
          "record times",
          "message.timestamp.type",
          config.sequence().hasTimeOfTheWall()
              ? "the broker stamps the inputs and the log"
              : "the market stamps the inputs, the broker the log");
      check(all, "compaction", "cleanup.policy", "no topic loses what must stay");
      check(all, "dead letters", "max.message.bytes", "their topic takes the longest one");
      check(all, "replicas", "min.insync.replicas", "a record is acknowledged when it is safe");
      check(all, "copies", "replication factor", "as many as these brokers can keep, at most 3");
      check(all, "compression", "compression.type", "the brokers keep batches as they were sent");
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

  private void check(List<TopicDifference> all, String check, String key, String fine) {
    String wrong =
        all.stream()
            .filter(each -> each.key().equals(key))
            .map(TopicDifference::sentence)
            .collect(Collectors.joining("; "));
    findings.add(wrong.isEmpty() ? Finding.ok(check, fine) : Finding.problem(check, wrong));
  }
}
