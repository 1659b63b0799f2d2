package io.tidemark.client.layout;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.topology.TopicLayout;
import io.tidemark.flink.topology.TopicSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds every topic of a deployment against {@link TopicLayout}. Changes nothing. */
public final class TopicCheck {

  private final JobConfig config;
  private final AdminClusterView cluster;
  private final int copies;

  /**
   * Of the topics that this configuration names.
   *
   * @param copies of each record that there should be; 0 for as many as these brokers can keep, at
   *     most 3
   */
  public TopicCheck(JobConfig config, AdminClusterView cluster, int copies) {
    this.config = config;
    this.cluster = cluster;
    this.copies = copies;
  }

  /**
   * All that differs, topic by topic.
   *
   * @throws ClusterViewException if the cluster does not say how a topic is set
   */
  public List<TopicDifference> differences() throws ClusterViewException {
    List<TopicDifference> all = new ArrayList<>();
    for (TopicLayout layout : TopicLayout.of(config)) {
      look(layout, all);
    }
    return all;
  }

  private void look(TopicLayout layout, List<TopicDifference> all) throws ClusterViewException {
    String topic = config.topic(layout.topic().topicName());
    int partitions = cluster.partitions(topic).orElse(0);
    if (partitions == 0) {
      all.add(
          new TopicDifference(
              topic,
              "topic",
              "not there",
              "there",
              "because the jobs create none",
              layout.create(config, TopicLayout.PARTITIONS, replication())));
      return;
    }
    int replication = cluster.replication(topic).orElse(1);
    if (layout.onePartition() && partitions != 1) {
      all.add(
          new TopicDifference(
              topic,
              "partitions",
              String.valueOf(partitions),
              "1",
              "because its records need one order",
              "note what it holds, then kafka-topics --delete --bootstrap-server %s --topic %s && %s"
                  .formatted(
                      config.kafka().bootstrapServers(),
                      topic,
                      layout.create(config, TopicLayout.PARTITIONS, replication))));
    }
    int wanted = copies == 0 ? replication() : copies;
    if (replication < wanted) {
      all.add(
          new TopicDifference(
              topic,
              "replication factor",
              String.valueOf(replication),
              "at least " + wanted,
              "because what one broker alone has is lost with that broker",
              "kafka-reassign-partitions --bootstrap-server %s --execute --reassignment-json-file FILE, where FILE names %d brokers for each of the %d partitions of %s"
                  .formatted(config.kafka().bootstrapServers(), wanted, partitions, topic)));
    }
    Map<String, String> settings = cluster.topicConfig(topic);
    for (TopicSetting setting : layout.settings(replication)) {
      String is = settings.getOrDefault(setting.key(), "");
      if (!setting.allows(is)) {
        all.add(
            new TopicDifference(
                topic, setting.key(), is, setting.wanted(), setting.why(), alter(topic, setting)));
      }
    }
  }

  /** As many copies as can be expected of these brokers. */
  int replication() throws ClusterViewException {
    return Math.max(1, Math.min(TopicLayout.REPLICATION, cluster.brokers()));
  }

  private String alter(String topic, TopicSetting wanted) {
    return "kafka-configs --alter --bootstrap-server %s --topic %s --add-config %s"
        .formatted(config.kafka().bootstrapServers(), topic, wanted.assignment());
  }
}
