package io.tidemark.flink.kafka.merge;

import io.tidemark.flink.io.Arrival;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.state.ArrivalCodec;
import io.tidemark.flink.state.CodecTypeInfo;
import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's source of the input topics, with a reader that merges its partitions. Splits, their
 * assignment and what a savepoint holds are those of {@link KafkaSource}, so either restores what
 * the other left. It has to run in one task: only then one reader sees all partitions.
 */
public final class MergedTopics
    implements Source<Arrival, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<Arrival>,
        LineageVertexProvider {

  private static final long serialVersionUID = 1;

  private final KafkaSource<RawRecord> topics;
  private final Properties consumer;
  private final MergePlan plan;

  private MergedTopics(KafkaSource<RawRecord> topics, Properties consumer, MergePlan plan) {
    this.topics = topics;
    this.consumer = consumer;
    this.plan = plan;
  }

  /**
   * Reads what a source of Kafka reads.
   *
   * @param topics which topics, from where
   * @param client the consumer's properties, group and all, as {@code topics} was given them
   * @param plan how it is merged
   */
  public static MergedTopics of(KafkaSource<RawRecord> topics, Properties client, MergePlan plan) {
    Properties consumer = new Properties();
    consumer.putAll(client);
    String bytes = ByteArrayDeserializer.class.getName();
    consumer.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    consumer.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new MergedTopics(topics, consumer, plan);
  }

  @Override
  public SourceReader<Arrival, KafkaPartitionSplit> createReader(SourceReaderContext context) {
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException(
          "the input topics are merged by one reader, and this source has "
              + context.currentParallelism());
    }
    TopicsIntake intake = new TopicsIntake(plan, new MergeGauges(context.metricGroup()));
    ConsumerMetrics metrics = new ConsumerMetrics(context.metricGroup());
    Configuration configuration = new Configuration();
    consumer
        .stringPropertyNames()
        .forEach(key -> configuration.setString(key, consumer.getProperty(key)));
    FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue =
        new FutureCompletingBlockingQueue<>();
    KafkaSourceFetcherManager fetchers =
        new KafkaSourceFetcherManager(
            queue,
            () -> new PartitionsReader(consumer, context, metrics, intake::read),
            splits -> {});
    return new MergedReader(queue, fetchers, intake, configuration, context, metrics);
  }

  @Override
  public Boundedness getBoundedness() {
    return topics.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return topics.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    return topics.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return topics.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return topics.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return CodecTypeInfo.ofImmutable(Arrival.class, new ArrivalCodec());
  }

  @Override
  public LineageVertex getLineageVertex() {
    return topics.getLineageVertex();
  }
}
