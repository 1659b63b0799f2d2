package io.tidemark.client.topic;

import io.tidemark.client.CommandFailedException;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.preflight.Preflight;
import java.util.List;

/** Asked before anything is sent: a producer would try for minutes. */
public final class KnownTopics {

  private KnownTopics() {}

  /**
   * Goes on only if the brokers have all of these topics.
   *
   * @throws CommandFailedException if one is missing, or if nobody answers
   */
  public static void require(KafkaConfig kafka, List<String> topics) {
    try (AdminClusterView cluster = new AdminClusterView(kafka, Preflight.TIME_LIMIT)) {
      require(cluster, kafka, topics);
    }
  }

  /**
   * The same by a connection that the caller has.
   *
   * @throws CommandFailedException if one is missing, or if nobody answers
   */
  public static void require(AdminClusterView cluster, KafkaConfig kafka, List<String> topics) {
    try {
      cluster.brokers();
      for (String topic : topics) {
        if (cluster.partitions(topic).isEmpty()) {
          throw new CommandFailedException(
              "topic "
                  + topic
                  + " does not exist on these brokers: check kafka.bootstrap-servers"
                  + " and topics.prefix");
        }
      }
    } catch (ClusterViewException e) {
      throw new CommandFailedException(
          "nothing was written, the brokers at "
              + kafka.bootstrapServers()
              + " do not answer: "
              + e.getMessage(),
          e);
    }
  }
}
