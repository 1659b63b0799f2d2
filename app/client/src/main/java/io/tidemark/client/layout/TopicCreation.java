package io.tidemark.client.layout;

import io.tidemark.client.CommandFailedException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.topology.TopicLayout;
import io.tidemark.flink.topology.TopicSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics of a deployment that are not there; those that are stay as they are. */
public final class TopicCreation {

  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final JobConfig config;
  private final AdminClusterView cluster;
  private final int partitions;
  private final int replication;

  /**
   * @param partitions of a topic that may have any number, at least 1
   * @param replication copies of each record; 0 for as many as these brokers can keep, at most 3
   * @throws ClusterViewException if no broker answers
   */
  public TopicCreation(JobConfig config, AdminClusterView cluster, int partitions, int replication)
      throws ClusterViewException {
    this.config = config;
    this.cluster = cluster;
    this.partitions = partitions;
    this.replication =
        replication == 0 ? new TopicCheck(config, cluster, 0).replication() : replication;
    if (this.replication > cluster.brokers()) {
      throw new CommandFailedException(
          "--replication %d needs as many brokers, but there are %d behind %s"
              .formatted(this.replication, cluster.brokers(), config.kafka().bootstrapServers()));
    }
  }

  /**
   * Those that are not there, in the order of the table.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  public List<TopicLayout> missing() throws ClusterViewException {
    List<TopicLayout> missing = new ArrayList<>();
    for (TopicLayout layout : TopicLayout.of(config)) {
      if (cluster.partitions(config.topic(layout.topic().topicName())).isEmpty()) {
        missing.add(layout);
      }
    }
    return missing;
  }

  /** What Kafka's own tool would be told. */
  public String command(TopicLayout layout) {
    return layout.create(config, partitions, replication);
  }

  /** How one is made, for people. */
  public String words(TopicLayout layout) {
    return "%-26s partitions %2d  copies %d  %s"
        .formatted(
            config.topic(layout.topic().topicName()),
            layout.partitions(partitions),
            replication,
            layout.settings(replication).stream()
                .map(TopicSetting::assignment)
                .collect(Collectors.joining(" ")));
  }

  /**
   * Creates them, and returns when a leader answers for each of their partitions: of a producer
   * that comes before, the first batch may be lost (KAFKA-15591).
   *
   * @param limit for that wait
   * @throws ClusterViewException if the brokers refuse
   */
  public void create(List<TopicLayout> layouts, Duration limit) throws ClusterViewException {
    List<NewTopic> topics = new ArrayList<>();
    for (TopicLayout layout : layouts) {
      Map<String, String> settings =
          layout.settings(replication).stream()
              .collect(Collectors.toMap(TopicSetting::key, TopicSetting::value));
      topics.add(
          new NewTopic(
                  config.topic(layout.topic().topicName()),
                  layout.partitions(partitions),
                  (short) replication)
              .configs(settings));
    }
    cluster.create(topics);
    List<String> names = topics.stream().map(NewTopic::name).toList();
    long until = System.nanoTime() + limit.toNanos();
    while (!allLed(names)) {
      if (System.nanoTime() - until > 0) {
        throw new CommandFailedException(
            "the topics were created, but no leader answers for some of them yet: do not start the"
                + " jobs before ./tidemark topics check says nothing");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** The controller knows topics before the brokers do. */
  private boolean allLed(List<String> names) throws ClusterViewException {
    for (String name : names) {
      if (cluster.partitions(name).isEmpty()) {
        return false;
      }
    }
    return cluster.leaderless(names).isEmpty();
  }
}
