package io.tidemark.flink.kafka.merge;

import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Kafka's metrics of a reader; through them the connector shows its consumer, which it hides. */
final class ConsumerMetrics extends KafkaSourceReaderMetrics {

  private @Nullable KafkaConsumer<?, ?> consumer;

  ConsumerMetrics(SourceReaderMetricGroup group) {
    super(group);
  }

  @Override
  public void registerNumBytesIn(KafkaConsumer<?, ?> of) {
    consumer = of;
    super.registerNumBytesIn(of);
  }

  /** The one that the reader made last; only its own thread may use it. */
  KafkaConsumer<?, ?> consumer() {
    if (consumer == null) {
      throw new IllegalStateException("the connector has registered no consumer");
    }
    return consumer;
  }
}
