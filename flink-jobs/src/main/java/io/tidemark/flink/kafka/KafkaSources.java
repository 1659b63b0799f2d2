package io.tidemark.flink.kafka;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources by configuration. */
public final class KafkaSources {

  private KafkaSources() {}

  /**
   * Reads topics from now on, committed records only.
   *
   * @param topics their names in Kafka, prefix included
   * @param job appended to the group id, so that each job commits for itself
   */
  public static KafkaSource<RawRecord> of(JobConfig config, List<String> topics, String job) {
    Properties properties = config.kafka().clientProperties();
    properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return KafkaSource.<RawRecord>builder()
        .setTopics(topics)
        .setGroupId(config.kafka().groupId() + "-" + job)
        .setStartingOffsets(start(config))
        .setDeserializer(new RawRecordDeserializer())
        .setProperties(properties)
        .build();
  }

  @SuppressWarnings("deprecation") // the connector still asks for Kafka's deprecated type
  private static OffsetsInitializer start(JobConfig config) {
    return switch (config.kafka().startOffsets()) {
      case GROUP -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
    };
  }
}
