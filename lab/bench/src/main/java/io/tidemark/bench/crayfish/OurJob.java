package io.tidemark.bench.crayfish;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Source, scorer and sink in one chain: bytes come in, bytes go out. */
final class OurJob {

  private OurJob() {}

  static void define(
      StreamExecutionEnvironment env,
      byte[] onnx,
      RecordFormat format,
      Bounds bounds,
      String to,
      Properties client) {
    env.fromSource(bounds.source(new Value(), client), WatermarkStrategy.noWatermarks(), "images")
        .transform(
            "score",
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            new ImageScoreOperator(onnx, format))
        .sinkTo(
            Bounds.sink(
                KafkaRecordSerializationSchema.<byte[]>builder()
                    .setTopic(to)
                    .setValueSerializationSchema(new SameBytes())
                    .build(),
                client));
  }

  private static final class Value implements KafkaRecordDeserializationSchema<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      out.collect(record.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
  }

  private static final class SameBytes implements SerializationSchema<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(byte[] record) {
      return record;
    }
  }
}
