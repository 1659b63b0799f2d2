package io.tidemark.flink.io;

import io.tidemark.core.fact.EventKind;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Every topic, what it is for, and the record that stands on it. The key is the instrument, of
 * {@link #MODEL_UPDATES} what the update is about.
 */
public enum Topic {
  TRADES("exchange.trades.v1", Role.INPUT, "ExchangeTrade"),
  CANDLES("exchange.candles.v1", Role.INPUT, "ExchangeCandle"),
  BOOK("exchange.book.v1", Role.INPUT, "ExchangeBook"),
  FUNDING("exchange.funding.v1", Role.INPUT, "ExchangeFunding"),
  SENTIMENT("sentiment.scores.v1", Role.INPUT, "SentimentScore"),
  METRICS("metrics.v1", Role.INPUT, "MetricValue"),
  CONTROL("control.v1", Role.INPUT, "ControlOrder"),
  /** Compacted, one partition: the last word on each thing stays, in one order. */
  MODEL_UPDATES("model-updates.v1", Role.INPUT, "ModelUpdate"),
  /** The log: per instrument, the order of this topic is the truth. */
  EVENTS("market.events.v1", Role.LOG, "MarketEvent"),
  SIGNALS("signals.v1", Role.OUTPUT, "Signal"),
  DRIFT_ALERTS("drift-alerts.v1", Role.OUTPUT, "DriftAlert"),
  RETRAIN_REQUESTS("retrain-requests.v1", Role.OUTPUT, "RetrainRequest"),
  RISK_ALERTS("risk-alerts.v1", Role.OUTPUT, "RiskAlert"),
  MODEL_ALERTS("model-alerts.v1", Role.OUTPUT, "ModelAlert"),
  MODEL_METRICS("model-metrics.v1", Role.OUTPUT, "ModelComparison"),
  DEAD_LETTERS("dead-letter.v1", Role.OUTPUT, "DeadLetter");

  /** What a topic is for. */
  public enum Role {
    /** Written by others, read by the sequence job. */
    INPUT,
    /** Written by the sequence job, read by the signal job. */
    LOG,
    /** Written by the jobs for others. */
    OUTPUT
  }

  private final String topicName;
  private final Role role;
  private final String recordName;

  Topic(String topicName, Role role, String recordName) {
    this.topicName = topicName;
    this.role = role;
    this.recordName = recordName;
  }

  /** Its name in Kafka, before any prefix. */
  public String topicName() {
    return topicName;
  }

  /** What it is for. */
  public Role role() {
    return role;
  }

  /** The schema that this version writes it with. */
  public Schema schema() {
    List<Schema> released = ReleasedSchemas.of(recordName);
    return released.get(released.size() - 1);
  }

  /** All topics of a role, in the order of this enum. */
  public static List<Topic> of(Role role) {
    return Arrays.stream(values()).filter(topic -> topic.role == role).toList();
  }

  /**
   * The topic with this name.
   *
   * @throws IllegalArgumentException if there is none; it says which there are
   */
  public static Topic named(String topicName) {
    for (Topic topic : values()) {
      if (topic.topicName.equals(topicName)) {
        return topic;
      }
    }
    throw new IllegalArgumentException(
        "there is no topic '"
            + topicName
            + "'; the topics are "
            + Arrays.stream(values()).map(Topic::topicName).collect(Collectors.joining(", ")));
  }

  /** The input topic that carries facts of this kind; a tick is a heartbeat among the controls. */
  public static Topic carrying(EventKind kind) {
    return switch (kind) {
      case TRADE -> TRADES;
      case CANDLE -> CANDLES;
      case BOOK -> BOOK;
      case FUNDING -> FUNDING;
      case SENTIMENT -> SENTIMENT;
      case METRIC -> METRICS;
      case CONTROL, TICK -> CONTROL;
      case MODEL -> MODEL_UPDATES;
    };
  }
}
