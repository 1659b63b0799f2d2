package io.tidemark.flink.kafka;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.topology.JobTopics;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources by configuration. */
public final class KafkaSources {

  private KafkaSources() {}

  /** Reads a job's topics from now on, committed records only. */
  public static KafkaSource<RawRecord> of(Job job, JobConfig config) {
    Properties properties = config.kafka().clientProperties();
    properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return KafkaSource.<RawRecord>builder()
        .setTopics(JobTopics.of(job).reads(config))
        .setGroupId(groupId(job, config))
        .setStartingOffsets(start(config))
        .setDeserializer(new RawRecordDeserializer())
        .setProperties(properties)
        .build();
  }

  /** The consumer group of a job: each commits for itself. */
  public static String groupId(Job job, JobConfig config) {
    return config.kafka().groupId() + "-" + job.name().toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("deprecation") // the connector still asks for Kafka's deprecated type
  private static OffsetsInitializer start(JobConfig config) {
    return switch (config.kafka().startOffsets()) {
      case GROUP -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> new FromTheEnd();
    };
  }
}
