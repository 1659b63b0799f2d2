package io.tidemark.flink.topology;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.io.Topic.Role;
import java.util.List;

/**
 * Which topics a job reads and writes; what it needs of Kafka follows from it.
 *
 * @param reads in the order of {@link Topic}
 * @param writes in the order of {@link Topic}
 */
public record JobTopics(List<Topic> reads, List<Topic> writes) {

  /** The topics of a job. */
  public static JobTopics of(Job job) {
    return switch (job) {
      case SEQUENCE ->
          new JobTopics(Topic.of(Role.INPUT), List.of(Topic.EVENTS, Topic.DEAD_LETTERS));
      case SIGNAL -> new JobTopics(List.of(Topic.EVENTS), Topic.of(Role.OUTPUT));
    };
  }

  /** Those that are read, as this deployment calls them. */
  public List<String> reads(JobConfig config) {
    return names(reads, config);
  }

  /** Those that are written, as this deployment calls them. */
  public List<String> writes(JobConfig config) {
    return names(writes, config);
  }

  private static List<String> names(List<Topic> topics, JobConfig config) {
    return topics.stream().map(topic -> config.topic(topic.topicName())).toList();
  }
}
