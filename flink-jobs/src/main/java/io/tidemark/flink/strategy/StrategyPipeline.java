package io.tidemark.flink.strategy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputTopic.Leaves;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.signal.SignalPipeline;
import io.tidemark.flink.signal.SignalSinks;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The signal job's graph where a strategy decides, a function of its source and sinks:
 *
 * <pre>
 * log -> decode -> keyBy(instrument) -> FEATURES + SCORE -> DRIFT GATES -> DECISION + RISK GATE
 *                                       of every model      one a model    -> signals
 * </pre>
 *
 * <p>Operators and their ids are those of {@link SignalPipeline}, so that a savepoint of a job of
 * one model restores.
 *
 * <p>See RATIONALE.md, "Why does one operator hold all models of a strategy?"
 */
public final class StrategyPipeline {

  private StrategyPipeline() {}

  /**
   * Reads the configured strategy and its models, and holds them against the configuration.
   *
   * @param path of the strategy's file
   * @throws io.tidemark.core.strategy.InvalidStrategyException with all that is wrong with it
   * @throws InvalidOptionsException with all for which this job cannot serve it
   */
  public static StrategyFile file(String path, JobConfig config) throws ModelRejectedException {
    StrategyFile file = StrategyFile.read(Path.of(path));
    List<String> problems = problems(file, config);
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return file;
  }

  /** The same as it travels inside a job. */
  public static PackedStrategy read(String path, JobConfig config) throws ModelRejectedException {
    return file(path, config).packed();
  }

  /**
   * Why a job cannot serve a strategy, one sentence each that names its key.
   *
   * @throws ModelRejectedException if a model may not serve
   */
  public static List<String> problems(StrategyFile file, JobConfig config)
      throws ModelRejectedException {
    return StrategyStages.problems(file, config);
  }

  /** Adds the graph to {@code env}. */
  public static void define(
      StreamExecutionEnvironment env,
      JobConfig config,
      PackedStrategy strategy,
      Source<RawRecord, ?, ?> log,
      SignalSinks sinks) {
    SingleOutputStreamOperator<LogEvent> events = SignalPipeline.decoded(env, log);
    SingleOutputStreamOperator<StrategyRound> rounds =
        SignalPipeline.keyed(
            events,
            OperatorId.SIGNAL_FEATURES,
            StrategyRound.class,
            new StrategyScoreOperator(strategy, config));
    SingleOutputStreamOperator<GatedRound> gated =
        SignalPipeline.stage(
            rounds,
            StrategyRound::instrument,
            OperatorId.SIGNAL_DRIFT,
            GatedRound.class,
            new StrategyDriftOperator(strategy, config));
    SingleOutputStreamOperator<Signal> signals =
        SignalPipeline.stage(
            gated,
            GatedRound::instrument,
            OperatorId.SIGNAL_RISK,
            Signal.class,
            new StrategyRiskOperator(strategy, config));
    SignalPipeline.end(
        Map.of(
            Leaves.DECODE, events,
            Leaves.SCORE, rounds,
            Leaves.DRIFT_GATE, gated,
            Leaves.RISK_GATE, signals),
        signals,
        sinks);
  }
}
