package io.tidemark.flink.kafka;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.sequence.SequenceSinks;
import io.tidemark.flink.signal.SignalSinks;
import io.tidemark.flink.topology.OperatorId;
import java.util.Properties;
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
            OperatorId.SEQUENCE_LOG_SINK,
            new ValueSerializer<>(
                config.topic(Topic.EVENTS.topicName()),
                LogEvent::instrument,
                () -> new LogFormat()::encode)),
        sink(
            config,
            config.delivery().delivery().guarantee(),
            OperatorId.SEQUENCE_DEAD_LETTER_SINK,
            deadLetters(config)));
  }

  /** Where the signal job writes. */
  public static SignalSinks signal(JobConfig config) {
    DeliveryGuarantee guarantee = config.delivery().delivery().guarantee();
    return new SignalSinks(
        sink(
            config,
            guarantee,
            OperatorId.SIGNAL_SIGNALS_SINK,
            new ValueSerializer<>(
                config.topic(Topic.SIGNALS.topicName()),
                signal -> signal.instrument(),
                () -> OutputFormat.signals()::encode)),
        sink(
            config,
            guarantee,
            OperatorId.SIGNAL_DRIFT_ALERTS_SINK,
            new ValueSerializer<>(
                config.topic(Topic.DRIFT_ALERTS.topicName()),
                alert -> alert.instrument(),
                () -> OutputFormat.driftAlerts()::encode)),
        sink(
            config,
            guarantee,
            OperatorId.SIGNAL_RETRAIN_REQUESTS_SINK,
            new ValueSerializer<>(
                config.topic(Topic.RETRAIN_REQUESTS.topicName()),
                request -> request.instrument(),
                () -> OutputFormat.retrainRequests()::encode)),
        sink(
            config,
            guarantee,
            OperatorId.SIGNAL_RISK_ALERTS_SINK,
            new ValueSerializer<>(
                config.topic(Topic.RISK_ALERTS.topicName()),
                alert -> alert.instrument(),
                () -> OutputFormat.riskAlerts()::encode)),
        sink(
            config,
            guarantee,
            OperatorId.SIGNAL_MODEL_ALERTS_SINK,
            new ValueSerializer<>(
                config.topic(Topic.MODEL_ALERTS.topicName()),
                alert -> alert.instrument(),
                () -> OutputFormat.modelAlerts()::encode)),
        sink(
            config,
            guarantee,
            OperatorId.SIGNAL_MODEL_METRICS_SINK,
            new ValueSerializer<>(
                config.topic(Topic.MODEL_METRICS.topicName()),
                comparison -> comparison.instrument(),
                () -> OutputFormat.modelMetrics()::encode)),
        sink(config, guarantee, OperatorId.SIGNAL_DEAD_LETTER_SINK, deadLetters(config)));
  }

  private static ValueSerializer<DeadLetter> deadLetters(JobConfig config) {
    return new ValueSerializer<>(
        config.topic(Topic.DEAD_LETTERS.topicName()),
        letter -> letter.origin().topic(),
        () -> OutputFormat.deadLetters()::encode);
  }

  private static <T> KafkaSink<T> sink(
      JobConfig config, DeliveryGuarantee guarantee, OperatorId id, ValueSerializer<T> serializer) {
    Properties properties = config.kafka().clientProperties();
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      properties.setProperty(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Long.toString(config.delivery().transactionTimeout().toMillis()));
    }
    return KafkaSink.<T>builder()
        .setBootstrapServers(config.kafka().bootstrapServers())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(guarantee)
        .setTransactionalIdPrefix(id.transactionPrefix(config.kafka().groupId()))
        .setRecordSerializer(serializer)
        .build();
  }
}
