package io.tidemark.flink.kafka;

import io.tidemark.flink.io.OutputTopic;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts a value on a topic under a key. The encoder is made once per task, because encoders reuse
 * their buffers.
 *
 * @param <T> the value
 */
final class ValueSerializer<T> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1;

  /** Makes an encoder. */
  interface Encoder<T> extends Serializable {
    Function<T, byte[]> make();
  }

  private final String topic;
  private final OutputTopic.Key<T> key;
  private final Encoder<T> encoder;
  private transient Function<T, byte[]> encode;

  @SuppressWarnings("NullAway.Init") // the transient part is made in open
  ValueSerializer(String topic, OutputTopic.Key<T> key, Encoder<T> encoder) {
    this.topic = topic;
    this.key = key;
    this.encoder = encoder;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encode = encoder.make();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, key.of(value).getBytes(StandardCharsets.UTF_8), encode.apply(value));
  }
}
