package io.tidemark.flink.signal;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.OutputTopic.Leaves;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.LogEventCodec;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.models.ModelArtefact;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

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
        stage(
            gated,
            each -> each.assessment().instrument(),
            OperatorId.SIGNAL_RISK,
            Signal.class,
            new RiskOperator(model, config));
    end(
        Map.of(
            Leaves.DECODE, events,
            Leaves.SCORE, assessments,
            Leaves.DRIFT_GATE, gated,
            Leaves.RISK_GATE, signals),
        signals,
        sinks);
  }

  /**
   * The graph's end: signals, and what each stage says beside its stream.
   *
   * @param stages by the place at which outputs leave
   */
  public static void end(
      Map<Leaves, SingleOutputStreamOperator<?>> stages,
      DataStream<Signal> signals,
      SignalSinks sinks) {
    sink(signals, Topic.SIGNALS, sinks);
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      if (output.leaves() != Leaves.END) {
        beside(Objects.requireNonNull(stages.get(output.leaves())), output, sinks);
      }
    }
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
            .process(new LogDecodeFunction())
            .returns(CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec())),
        OperatorId.SIGNAL_DECODE);
  }

  /** FEATURES + SCORE, behind {@link #decoded}; what is to be said of models on the side. */
  public static SingleOutputStreamOperator<Assessment> scored(
      DataStream<LogEvent> events, ModelArtefact model, JobConfig config) {
    return keyed(
        events, OperatorId.SIGNAL_FEATURES, Assessment.class, new ScoreOperator(model, config));
  }

  /** DRIFT GATE, behind {@link #scored}; alerts and requests on the side. */
  public static SingleOutputStreamOperator<Gated> driftGated(
      DataStream<Assessment> assessments, ModelArtefact model, JobConfig config) {
    return stage(
        assessments,
        Assessment::instrument,
        OperatorId.SIGNAL_DRIFT,
        Gated.class,
        new DriftOperator(model, config));
  }

  /** The first stage of the log of each instrument. */
  public static <O> SingleOutputStreamOperator<O> keyed(
      DataStream<LogEvent> events,
      OperatorId id,
      Class<O> type,
      OneInputStreamOperator<LogEvent, O> operator) {
    return named(
        events
            .keyBy(LogEvent::instrument, Types.STRING)
            .transform(id.displayName(), TypeInformation.of(type), operator),
        id);
  }

  /** A stage behind {@link #keyed}: those before changed neither key nor partition. */
  public static <I, O> SingleOutputStreamOperator<O> stage(
      DataStream<I> before,
      KeySelector<I, String> key,
      OperatorId id,
      Class<O> type,
      OneInputStreamOperator<I, O> operator) {
    return named(
        DataStreamUtils.reinterpretAsKeyedStream(before, key, Types.STRING)
            .transform(id.displayName(), TypeInformation.of(type), operator),
        id);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.uid(id.uid()).name(id.displayName());
  }

  private static <T> void beside(
      SingleOutputStreamOperator<?> stage, OutputTopic<T> output, SignalSinks sinks) {
    sink(stage.getSideOutput(output.tag()), output, sinks);
  }

  private static <T> void sink(DataStream<T> stream, OutputTopic<T> output, SignalSinks sinks) {
    stream.sinkTo(sinks.of(output)).uid(output.uid()).name(output.displayName());
  }
}
