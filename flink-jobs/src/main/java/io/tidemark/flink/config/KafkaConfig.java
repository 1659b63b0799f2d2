package io.tidemark.flink.config;

import java.io.Serializable;
import java.util.Locale;
import java.util.Properties;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param groupId consumer group; begins the id of every transaction
 * @param startOffsets where to begin without a checkpoint
 * @param topicPrefix put in front of every topic's name
 * @param properties what is handed to every client, secrets included
 */
public record KafkaConfig(
    String bootstrapServers,
    String groupId,
    StartOffsets startOffsets,
    String topicPrefix,
    ClientProperties properties)
    implements Serializable {

  /** The consumer group of a job: each commits for itself. */
  public String groupId(Job job) {
    return groupId + "-" + job.name().toLowerCase(Locale.ROOT);
  }

  /** The passed-through properties with {@code bootstrap.servers}, for any Kafka client. */
  public Properties clientProperties() {
    Properties all = properties.reveal();
    all.setProperty("bootstrap.servers", bootstrapServers);
    return all;
  }
}
