package io.tidemark.flink.io;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.OutputTopic.Leaves;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Every topic, what it is for, and the record that stands on it. The key is the instrument, of
 * {@link #MODEL_UPDATES} what the update is about, of {@link #DEAD_LETTERS} the topic it came from.
 */
public sealed interface Topic permits PlainTopic, OutputTopic {

  Topic TRADES = PlainTopic.input("exchange.trades.v1", "ExchangeTrade");
  Topic CANDLES = PlainTopic.input("exchange.candles.v1", "ExchangeCandle");
  Topic BOOK = PlainTopic.input("exchange.book.v1", "ExchangeBook");
  Topic FUNDING = PlainTopic.input("exchange.funding.v1", "ExchangeFunding");
  Topic SENTIMENT = PlainTopic.input("sentiment.scores.v1", "SentimentScore");
  Topic METRICS = PlainTopic.input("metrics.v1", "MetricValue");
  Topic CONTROL = PlainTopic.input("control.v1", "ControlOrder");

  /** What scores are made from: collectors write it, programs that score read it, no job does. */
  Topic TEXTS = new PlainTopic("sentiment.texts.v1", Role.SOURCE, "SentimentText");

  /** Compacted, one partition: the last word on each thing stays, in one order. */
  Topic MODEL_UPDATES = PlainTopic.input("model-updates.v1", "ModelUpdate");

  /** The log: per instrument, the order of this topic is the truth. */
  Topic EVENTS = new PlainTopic("market.events.v1", Role.LOG, "MarketEvent");

  OutputTopic<Signal> SIGNALS =
      new OutputTopic<>(
          "signals.v1",
          "signals",
          Leaves.END,
          "signal-signals-sink-v1",
          Signal.class,
          signal -> signal.instrument(),
          OutputFormat::signals);

  OutputTopic<DriftAlert> DRIFT_ALERTS =
      new OutputTopic<>(
          "drift-alerts.v1",
          "drift-alerts",
          Leaves.DRIFT_GATE,
          "signal-drift-alerts-sink-v1",
          DriftAlert.class,
          alert -> alert.instrument(),
          () ->
              OutputFormat.of(io.tidemark.wire.DriftAlert.class, WireDrift::wire, WireDrift::core));

  OutputTopic<RetrainRequest> RETRAIN_REQUESTS =
      new OutputTopic<>(
          "retrain-requests.v1",
          "retrain-requests",
          Leaves.DRIFT_GATE,
          "signal-retrain-requests-sink-v1",
          RetrainRequest.class,
          request -> request.instrument(),
          () ->
              OutputFormat.of(
                  io.tidemark.wire.RetrainRequest.class, WireDrift::wire, WireDrift::core));

  OutputTopic<RiskAlert> RISK_ALERTS =
      new OutputTopic<>(
          "risk-alerts.v1",
          "risk-alerts",
          Leaves.RISK_GATE,
          "signal-risk-alerts-sink-v1",
          RiskAlert.class,
          alert -> alert.instrument(),
          () ->
              OutputFormat.of(
                  io.tidemark.wire.RiskAlert.class, WireOutputs::wire, WireOutputs::core));

  OutputTopic<ModelAlert> MODEL_ALERTS =
      new OutputTopic<>(
          "model-alerts.v1",
          "model-alerts",
          Leaves.SCORE,
          "signal-model-alerts-sink-v1",
          ModelAlert.class,
          alert -> alert.instrument(),
          () ->
              OutputFormat.of(
                  io.tidemark.wire.ModelAlert.class, WireModels::wire, WireModels::core));

  OutputTopic<ModelComparison> MODEL_METRICS =
      new OutputTopic<>(
          "model-metrics.v1",
          "model-metrics",
          Leaves.SCORE,
          "signal-model-metrics-sink-v1",
          ModelComparison.class,
          comparison -> comparison.instrument(),
          () ->
              OutputFormat.of(
                  io.tidemark.wire.ModelComparison.class, WireModels::wire, WireModels::core));

  /** The sequence job writes it, too. */
  OutputTopic<DeadLetter> DEAD_LETTERS =
      new OutputTopic<>(
          "dead-letter.v1",
          "dead-letters",
          Leaves.DECODE,
          "signal-dead-letter-sink-v1",
          DeadLetter.class,
          letter -> letter.origin().topic(),
          () ->
              OutputFormat.of(
                  io.tidemark.wire.DeadLetter.class, WireOutputs::wire, WireOutputs::core));

  /** What the signal job writes. */
  List<OutputTopic<?>> OUTPUTS =
      List.of(
          SIGNALS,
          DRIFT_ALERTS,
          RETRAIN_REQUESTS,
          RISK_ALERTS,
          MODEL_ALERTS,
          MODEL_METRICS,
          DEAD_LETTERS);

  /** Every topic: inputs, sources, the log, outputs. */
  List<Topic> ALL =
      Stream.concat(
              Stream.of(
                  TRADES,
                  CANDLES,
                  BOOK,
                  FUNDING,
                  SENTIMENT,
                  METRICS,
                  CONTROL,
                  MODEL_UPDATES,
                  TEXTS,
                  EVENTS),
              OUTPUTS.stream())
          .toList();

  /** What a topic is for. */
  enum Role {
    /** Written by others, read by the sequence job. */
    INPUT,
    /** Written and read by others, who make input records from it. */
    SOURCE,
    /** Written by the sequence job, read by the signal job. */
    LOG,
    /** Written by the jobs for others. */
    OUTPUT
  }

  /** Its name in Kafka, before any prefix. */
  String topicName();

  /** What it is for. */
  Role role();

  /** The record that stands on it, by the simple name of its schema. */
  String recordName();

  // No method here may be a default one: with it, the classes of the constants would initialise
  // this interface, which makes the constants (JLS 12.4.1).

  /** The schema that this version writes a topic with. */
  static Schema schema(Topic topic) {
    List<Schema> released = ReleasedSchemas.of(topic.recordName());
    return released.get(released.size() - 1);
  }

  /** All topics of a role, in the order of {@link #ALL}. */
  static List<Topic> of(Role role) {
    return ALL.stream().filter(topic -> topic.role() == role).toList();
  }

  /**
   * The topic with this name.
   *
   * @throws IllegalArgumentException if there is none; it says which there are
   */
  static Topic named(String topicName) {
    for (Topic topic : ALL) {
      if (topic.topicName().equals(topicName)) {
        return topic;
      }
    }
    throw new IllegalArgumentException(
        "there is no topic '"
            + topicName
            + "'; the topics are "
            + ALL.stream().map(Topic::topicName).collect(Collectors.joining(", ")));
  }

  /** The input topic that carries facts of this kind; a tick is a heartbeat among the controls. */
  static Topic carrying(EventKind kind) {
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
