package io.tidemark.bench;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.signal.SignalPipeline;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.models.ModelArtefact;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The signal job's own operators in its order, up to some work; what comes out there is thrown
 * away. FEATURES without a model is an operator of the bench's, since the job has none.
 */
final class CutPipeline {

  private CutPipeline() {}

  /**
   * Adds the graph to {@code env}.
   *
   * @param state how FEATURES keeps its state, where it is the last; else as the job does
   * @param from of the topic to read
   * @param to of the topics to write
   */
  static void define(
      StreamExecutionEnvironment env,
      PipelineDepth work,
      StateBackendVariant state,
      JobConfig from,
      JobConfig to)
      throws Exception {
    ModelArtefact model = SignalJob.model(from);
    var source = KafkaSources.of(Job.SIGNAL, from);
    if (work == PipelineDepth.SIGNALS) {
      SignalPipeline.define(env, from, model, source, KafkaSinks.signal(to));
      return;
    }
    SingleOutputStreamOperator<LogEvent> events = SignalPipeline.decoded(env, source);
    switch (work) {
      case DECODE -> discard(events);
      case FEATURES -> discard(features(events, model, from, state));
      case SCORE -> discard(SignalPipeline.scored(events, model, from));
      default -> {
        SingleOutputStreamOperator<Assessment> scored = SignalPipeline.scored(events, model, from);
        SingleOutputStreamOperator<Gated> gated = SignalPipeline.driftGated(scored, model, from);
        discard(gated);
      }
    }
  }

  private static DataStream<Assessment> features(
      DataStream<LogEvent> events,
      ModelArtefact model,
      JobConfig config,
      StateBackendVariant state) {
    return events
        .keyBy(LogEvent::instrument, Types.STRING)
        .transform(
            OperatorId.SIGNAL_FEATURES.displayName(),
            TypeInformation.of(Assessment.class),
            new FeatureOperator(model, config, state))
        .uid(OperatorId.SIGNAL_FEATURES.uid());
  }

  private static <T> void discard(DataStream<T> stream) {
    stream.sinkTo(new DiscardingSink<>()).uid("discard").name("Discard");
  }
}
