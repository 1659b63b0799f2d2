package io.tidemark.flink.kafka;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.sequence.SequenceSinks;
import io.tidemark.flink.signal.SignalSinks;
import io.tidemark.flink.topology.OperatorId;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sinks by configuration: one transactional prefix per sink and job. */
public final class KafkaSinks {

  /**
   * Kafka's 16 KB are two dozen signals; each batch costs the broker as much, however little is in
   * it. What is not full leaves after {@code linger.ms} all the same.
   */
  private static final String BATCH_BYTES = "131072";

  private KafkaSinks() {}

  /** Where the sequence job writes; the log at least once, by design. */
  public static SequenceSinks sequence(JobConfig config) {
    return new SequenceSinks(
        sink(
            config,
            DeliveryGuarantee.AT_LEAST_ONCE,
            OperatorId.SEQUENCE_LOG_SINK.uid(),
            new ValueSerializer<>(
                config.topic(Topic.EVENTS.topicName()),
                LogEvent::instrument,
                () -> new LogFormat()::encode)),
        sink(config, OperatorId.SEQUENCE_DEAD_LETTER_SINK.uid(), Topic.DEAD_LETTERS));
  }

  /** Where the signal job writes. */
  public static SignalSinks signal(JobConfig config) {
    return new SignalSinks() {
      @Override
      public <T> Sink<T> of(OutputTopic<T> output) {
        return sink(config, output.uid(), output);
      }
    };
  }

  private static <T> KafkaSink<T> sink(JobConfig config, String uid, OutputTopic<T> output) {
    return sink(
        config,
        config.delivery().delivery().guarantee(),
        uid,
        new ValueSerializer<>(
            config.topic(output.topicName()), output.key(), () -> output.format()::encode));
  }

  private static <T> KafkaSink<T> sink(
      JobConfig config, DeliveryGuarantee guarantee, String uid, ValueSerializer<T> serializer) {
    Properties properties = config.kafka().clientProperties();
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    // Kafka's defaults, which it gives up without a word where other properties contradict them.
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      properties.setProperty(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Long.toString(config.delivery().transactionTimeout().toMillis()));
    }
    return KafkaSink.<T>builder()
        .setBootstrapServers(config.kafka().bootstrapServers())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(guarantee)
        .setTransactionalIdPrefix(OperatorId.transactionPrefix(config.kafka().groupId(), uid))
        .setRecordSerializer(serializer)
        .build();
  }
}
