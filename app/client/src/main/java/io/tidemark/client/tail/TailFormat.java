package io.tidemark.client.tail;

import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordJson;
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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record of each output topic is read: its own time, what it is about, and its line. */
final class TailFormat {

  private final String prefix;
  private final boolean json;
  private final Map<String, Function<ConsumerRecord<byte[], byte[]>, TailRecord>> readers =
      new HashMap<>();

  /**
   * @param prefix in front of every topic's name
   * @param query in which form
   */
  TailFormat(String prefix, TailQuery query) {
    this.prefix = prefix;
    this.json = query.json();
    put(
        Topic.SIGNALS,
        Signal::eventTime,
        Signal::instrument,
        query.why() ? RecordText::lineWithReasons : RecordText::line);
    put(Topic.DRIFT_ALERTS, DriftAlert::eventTime, DriftAlert::instrument, RecordText::line);
    put(Topic.RISK_ALERTS, RiskAlert::eventTime, RiskAlert::instrument, RecordText::line);
    put(Topic.MODEL_ALERTS, ModelAlert::eventTime, ModelAlert::instrument, RecordText::line);
    put(
        Topic.RETRAIN_REQUESTS,
        TailFormat::requestedAt,
        RetrainRequest::instrument,
        RecordText::line);
    put(
        Topic.MODEL_METRICS,
        TailFormat::comparedUpTo,
        ModelComparison::instrument,
        RecordText::line);
    put(Topic.DEAD_LETTERS, DeadLetter::recordedAt, letter -> "", RecordText::line);
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

  private <T> void put(
      OutputTopic<T> topic,
      ToLongFunction<T> time,
      Function<T, String> instrument,
      Function<T, String> line) {
    OutputFormat<T> format = topic.format();
    readers.put(
        topic.topicName(),
        record -> {
          Parsed<T> parsed = format.decode(record.value());
          if (parsed instanceof Parsed.Valid<T> valid) {
            T value = valid.value();
            return at(
                record,
                time.applyAsLong(value),
                instrument.apply(value),
                json ? () -> object(format, record) : () -> line.apply(value));
          }
          String why = ((Parsed.Rejected<T>) parsed).detail();
          return at(
              record,
              record.timestamp() * 1_000,
              key(record),
              () -> json ? RecordJson.unreadable(record, why) : unreadable(record, why));
        });
  }

  private static TailRecord at(
      ConsumerRecord<byte[], byte[]> record, long time, String instrument, Supplier<String> text) {
    return new TailRecord(
        time,
        record.topic(),
        record.partition(),
        record.offset(),
        Math.max(0, record.serializedValueSize()), // -1 of a record without a value
        instrument,
        text);
  }

  private static String object(OutputFormat<?> format, ConsumerRecord<byte[], byte[]> record) {
    Parsed<IndexedRecord> parsed = format.decodeRecord(record.value());
    return parsed instanceof Parsed.Valid<IndexedRecord> valid
        ? RecordJson.line(record, valid.value())
        : RecordJson.unreadable(record, ((Parsed.Rejected<IndexedRecord>) parsed).detail());
  }

  /** The jobs file a record under its instrument; who cannot read it still knows whose it was. */
  private static String key(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
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
