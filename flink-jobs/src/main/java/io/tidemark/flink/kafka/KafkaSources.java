package io.tidemark.flink.kafka;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.kafka.merge.MergePlan;
import io.tidemark.flink.kafka.merge.MergedTopics;
import io.tidemark.flink.topology.JobTopics;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources by configuration. */
public final class KafkaSources {

  private KafkaSources() {}

  /** Reads a job's topics from now on, committed records only. */
  public static KafkaSource<RawRecord> of(Job job, JobConfig config) {
    return KafkaSource.<RawRecord>builder()
        .setTopics(JobTopics.of(job).reads(config))
        .setGroupId(config.kafka().groupId(job))
        .setStartingOffsets(start(config))
        .setDeserializer(new RawRecordDeserializer())
        .setProperties(properties(config))
        .build();
  }

  /** Reads the sequence job's topics as one, in the order of the market's time. */
  public static MergedTopics merged(JobConfig config) {
    String group = config.kafka().groupId(Job.SEQUENCE);
    Properties consumer = properties(config);
    consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
    consumer.putIfAbsent(KafkaSourceOptions.CLIENT_ID_PREFIX.key(), group);
    consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return MergedTopics.of(of(Job.SEQUENCE, config), consumer, MergePlan.of(config));
  }

  private static Properties properties(JobConfig config) {
    Properties properties = config.kafka().clientProperties();
    properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
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
