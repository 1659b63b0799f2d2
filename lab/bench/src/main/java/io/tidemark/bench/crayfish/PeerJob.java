package io.tidemark.bench.crayfish;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The peer: an operator written the way the Crayfish benchmark's own is (its adapter for Flink and
 * its class for ONNX, read in its public repository; no line is copied). The source parses the text
 * with a mapper of its own for each record into boxed numbers, the operators are not chained, a
 * model is called once per event, the sink writes text with a mapper of its own for each record.
 * All else are Flink's defaults. Three things are kinder than there: Flink's own serializers
 * instead of Kryo, closed tensors, and an answer without its image.
 */
final class PeerJob {

  private PeerJob() {}

  static void define(
      StreamExecutionEnvironment env, byte[] onnx, Bounds bounds, String to, Properties client) {
    KafkaSource<PeerBatch> source = bounds.source(new ParsedText(), client);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "text")
        .disableChaining()
        .map(new PeerScoring(onnx))
        .returns(TypeInformation.of(PeerBatch.class))
        .disableChaining()
        .sinkTo(
            Bounds.sink(
                KafkaRecordSerializationSchema.<PeerBatch>builder()
                    .setTopic(to)
                    .setValueSerializationSchema(new WrittenText())
                    .build(),
                client))
        .disableChaining();
  }

  private static final class ParsedText implements KafkaRecordDeserializationSchema<PeerBatch> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<PeerBatch> out)
        throws IOException {
      out.collect(new ObjectMapper().readValue(record.value(), PeerBatch.class));
    }

    @Override
    public TypeInformation<PeerBatch> getProducedType() {
      return TypeInformation.of(PeerBatch.class);
    }
  }

  private static final class WrittenText implements SerializationSchema<PeerBatch> {

    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(PeerBatch batch) {
      try {
        return new ObjectMapper().writeValueAsBytes(batch);
      } catch (IOException e) {
        throw new IllegalStateException("an answer cannot be written", e);
      }
    }
  }
}
