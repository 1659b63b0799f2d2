package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.LogEventCodec;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.Signal;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.models.ModelArtefact;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * The signal job's graph, a function of its source and sinks:
 *
 * <pre>
 * log -> decode -> keyBy(instrument) -> FEATURES + SCORE -> DRIFT GATE -> RISK GATE -> signals
 *           |                              |                   |             '-> risk alerts
 *           |                              |                   '-> drift alerts, retrain requests
 *           '-> dead letters               '-> model alerts, model metrics
 * </pre>
 */
public final class SignalPipeline {

  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
  static final OutputTag<DriftAlert> DRIFT_ALERTS =
      new OutputTag<>("drift-alerts", TypeInformation.of(DriftAlert.class));
  static final OutputTag<RetrainRequest> RETRAIN_REQUESTS =
      new OutputTag<>("retrain-requests", TypeInformation.of(RetrainRequest.class));
  static final OutputTag<RiskAlert> RISK_ALERTS =
      new OutputTag<>("risk-alerts", TypeInformation.of(RiskAlert.class));

  static final OutputTag<ModelAlert> MODEL_ALERTS =
      new OutputTag<>("model-alerts", TypeInformation.of(ModelAlert.class));
  static final OutputTag<ModelComparison> MODEL_METRICS =
      new OutputTag<>("model-metrics", TypeInformation.of(ModelComparison.class));

  private SignalPipeline() {}

  /** Adds the graph to {@code env}. */
  public static void define(
      StreamExecutionEnvironment env,
      JobConfig config,
      ModelArtefact model,
      Source<RawRecord, ?, ?> log,
      SignalSinks sinks) {
    SingleOutputStreamOperator<LogEvent> events = decoded(env, log);
    SingleOutputStreamOperator<Assessment> assessments = scored(events, model, config);
    SingleOutputStreamOperator<Gated> gated = driftGated(assessments, model, config);
    SingleOutputStreamOperator<Signal> signals =
        named(
            sameKey(gated, g -> g.assessment().instrument())
                .transform(
                    OperatorId.SIGNAL_RISK.displayName(),
                    TypeInformation.of(Signal.class),
                    new RiskOperator(model, config, RISK_ALERTS)),
            OperatorId.SIGNAL_RISK);

    sink(signals, sinks.signals(), OperatorId.SIGNAL_SIGNALS_SINK);
    sink(
        gated.getSideOutput(DRIFT_ALERTS),
        sinks.driftAlerts(),
        OperatorId.SIGNAL_DRIFT_ALERTS_SINK);
    sink(
        gated.getSideOutput(RETRAIN_REQUESTS),
        sinks.retrainRequests(),
        OperatorId.SIGNAL_RETRAIN_REQUESTS_SINK);
    sink(
        signals.getSideOutput(RISK_ALERTS), sinks.riskAlerts(), OperatorId.SIGNAL_RISK_ALERTS_SINK);
    sink(
        assessments.getSideOutput(MODEL_ALERTS),
        sinks.modelAlerts(),
        OperatorId.SIGNAL_MODEL_ALERTS_SINK);
    sink(
        assessments.getSideOutput(MODEL_METRICS),
        sinks.modelMetrics(),
        OperatorId.SIGNAL_MODEL_METRICS_SINK);
    sink(
        events.getSideOutput(DEAD_LETTERS),
        sinks.deadLetters(),
        OperatorId.SIGNAL_DEAD_LETTER_SINK);
  }

  /**
   * The graph's beginning, for whoever measures it without the rest: the log's bytes to events, and
   * to dead letters on the side.
   */
  public static SingleOutputStreamOperator<LogEvent> decoded(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> log) {
    return named(
        env.fromSource(log, WatermarkStrategy.noWatermarks(), "log")
            .uid(OperatorId.SIGNAL_SOURCE.uid())
            .process(new LogDecodeFunction(DEAD_LETTERS))
            .returns(CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec())),
        OperatorId.SIGNAL_DECODE);
  }

  /** FEATURES + SCORE, behind {@link #decoded}; what is to be said of models on the side. */
  public static SingleOutputStreamOperator<Assessment> scored(
      DataStream<LogEvent> events, ModelArtefact model, JobConfig config) {
    return named(
        events
            .keyBy(LogEvent::instrument, Types.STRING)
            .transform(
                OperatorId.SIGNAL_FEATURES.displayName(),
                TypeInformation.of(Assessment.class),
                new ScoreOperator(model, config, MODEL_ALERTS, MODEL_METRICS)),
        OperatorId.SIGNAL_FEATURES);
  }

  /** DRIFT GATE, behind {@link #scored}; alerts and requests on the side. */
  public static SingleOutputStreamOperator<Gated> driftGated(
      DataStream<Assessment> assessments, ModelArtefact model, JobConfig config) {
    return named(
        sameKey(assessments, Assessment::instrument)
            .transform(
                OperatorId.SIGNAL_DRIFT.displayName(),
                TypeInformation.of(Gated.class),
                new DriftOperator(model, config, DRIFT_ALERTS, RETRAIN_REQUESTS)),
        OperatorId.SIGNAL_DRIFT);
  }

  /** The stages before changed neither key nor partition, so nothing is shuffled again. */
  private static <T> KeyedStream<T, String> sameKey(
      DataStream<T> stream, KeySelector<T, String> key) {
    return DataStreamUtils.reinterpretAsKeyedStream(stream, key, Types.STRING);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.uid(id.uid()).name(id.displayName());
  }

  private static <T> void sink(DataStream<T> stream, Sink<T> sink, OperatorId id) {
    stream.sinkTo(sink).uid(id.uid()).name(id.displayName());
  }
}
