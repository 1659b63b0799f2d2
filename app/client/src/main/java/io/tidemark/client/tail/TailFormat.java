package io.tidemark.client.tail;

import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record of each output topic is read: its own time, and its line. */
final class TailFormat {

  private final String prefix;
  private final Map<String, Function<ConsumerRecord<byte[], byte[]>, TailRecord>> readers =
      new HashMap<>();

  /**
   * @param prefix in front of every topic's name
   */
  TailFormat(String prefix) {
    this.prefix = prefix;
    put(Topic.SIGNALS, Signal::eventTime, RecordText::line);
    put(Topic.DRIFT_ALERTS, DriftAlert::eventTime, RecordText::line);
    put(Topic.RISK_ALERTS, RiskAlert::eventTime, RecordText::line);
    put(Topic.MODEL_ALERTS, ModelAlert::eventTime, RecordText::line);
    put(Topic.RETRAIN_REQUESTS, TailFormat::requestedAt, RecordText::line);
    put(Topic.MODEL_METRICS, TailFormat::comparedUpTo, RecordText::line);
    put(Topic.DEAD_LETTERS, DeadLetter::recordedAt, RecordText::line);
  }

  private static long requestedAt(RetrainRequest request) {
    return request.pause().eventTime();
  }

  private static long comparedUpTo(ModelComparison comparison) {
    return comparison.period().to();
  }

  /** A record of one of these topics. */
  TailRecord read(ConsumerRecord<byte[], byte[]> record) {
    var reader = readers.get(record.topic().substring(prefix.length()));
    if (reader == null) {
      throw new IllegalStateException("nobody asked for " + record.topic());
    }
    return reader.apply(record);
  }

  private <T> void put(OutputTopic<T> topic, ToLongFunction<T> time, Function<T, String> line) {
    OutputFormat<T> format = topic.format();
    readers.put(
        topic.topicName(),
        record -> {
          Parsed<T> parsed = format.decode(record.value());
          if (parsed instanceof Parsed.Valid<T> valid) {
            T value = valid.value();
            return at(record, time.applyAsLong(value), () -> line.apply(value));
          }
          String why = ((Parsed.Rejected<T>) parsed).detail();
          return at(record, record.timestamp() * 1_000, () -> unreadable(record, why));
        });
  }

  private static TailRecord at(
      ConsumerRecord<byte[], byte[]> record, long time, Supplier<String> text) {
    return new TailRecord(time, record.topic(), record.partition(), record.offset(), text);
  }

  private static String unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
    return PrintableText.of(
        "%s  UNREADABLE %s/%d@%d: %s"
            .formatted(
                RecordText.time(record.timestamp() * 1_000),
                record.topic(),
                record.partition(),
                record.offset(),
                why));
  }
}
