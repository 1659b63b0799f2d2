package io.tidemark.bench.crayfish;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.common.TopicPartition;

/**
 * The beginning of a topic of one partition.
 *
 * @param topic its name
 * @param records how many are read of it
 */
record Bounds(String topic, long records) {

  /** A source that ends there, with Kafka's own settings. */
  <T> KafkaSource<T> source(KafkaRecordDeserializationSchema<T> schema, Properties client) {
    return KafkaSource.<T>builder()
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.offsets(Map.of(new TopicPartition(topic, 0), records)))
        .setDeserializer(schema)
        .setProperties(client)
        .build();
  }

  /** A sink with Kafka's own settings that has written all when the job ends. */
  static <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> schema, Properties client) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(client.getProperty("bootstrap.servers"))
        .setKafkaProducerConfig(client)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(schema)
        .build();
  }
}
