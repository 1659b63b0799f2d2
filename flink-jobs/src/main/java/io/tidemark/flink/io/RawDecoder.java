package io.tidemark.flink.io;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.wire.ControlOrder;
import io.tidemark.wire.ExchangeBook;
import io.tidemark.wire.ExchangeCandle;
import io.tidemark.wire.ExchangeFunding;
import io.tidemark.wire.ExchangeTrade;
import io.tidemark.wire.MetricValue;
import io.tidemark.wire.ModelUpdate;
import io.tidemark.wire.SentimentScore;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of the eight input topics into facts.
 *
 * <p>Cheap to create; not thread-safe, not serialisable: create it in {@code open()}.
 */
public final class RawDecoder {

  /**
   * Longer values are refused unread. A full book has under one kilobyte; a fact is copied to the
   * log with more around it, and must not outgrow what Kafka takes there.
   */
  public static final int MAX_BYTES = 256 * 1024;

  private static final Map<Topic, Class<? extends SpecificRecord>> RECORDS =
      Map.of(
          Topic.TRADES, ExchangeTrade.class,
          Topic.CANDLES, ExchangeCandle.class,
          Topic.BOOK, ExchangeBook.class,
          Topic.FUNDING, ExchangeFunding.class,
          Topic.SENTIMENT, SentimentScore.class,
          Topic.METRICS, MetricValue.class,
          Topic.CONTROL, ControlOrder.class,
          Topic.MODEL_UPDATES, ModelUpdate.class);

  private final Map<String, SingleObject<? extends SpecificRecord>> byTopic = new HashMap<>();

  /** For topics without a prefix. */
  public RawDecoder() {
    this("");
  }

  /**
   * For topics that carry a prefix.
   *
   * @param topicPrefix stands directly before each topic's name
   */
  public RawDecoder(String topicPrefix) {
    RECORDS.forEach(
        (topic, record) ->
            byTopic.put(topicPrefix + topic.topicName(), new SingleObject<>(record)));
  }

  /**
   * The fact, or the reason why there is none; no value makes it throw.
   *
   * @param topic the input topic, prefix and all
   * @param value the record's bytes; null where it had none
   * @param kafkaTimeMicros when Kafka took it, µs since the epoch; counts as time of receipt where
   *     the record does not say
   * @throws IllegalArgumentException if {@code topic} is no input topic
   */
  public Parsed<Fact> decode(String topic, byte @Nullable [] value, long kafkaTimeMicros) {
    SingleObject<? extends SpecificRecord> format = byTopic.get(topic);
    if (format == null) {
      throw new IllegalArgumentException("'" + topic + "' is not an input topic");
    }
    if (value != null && value.length > MAX_BYTES) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the value has " + value.length + " bytes, at most " + MAX_BYTES + " are read");
    }
    return format.decode(value).then(record -> WireFacts.toFact(record, kafkaTimeMicros));
  }
}
