package io.tidemark.bench;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The signal job at parallelism 1, or its beginning. */
final class JobStage implements Stage {

  private static final double WORST_OF_HUNDRED = 0.99;

  private final BenchFixture ground;
  private final WrittenLog log;
  private final BenchModel model;
  private final PipelineDepth work;
  private final StateBackendVariant state;
  private final Setup setup;

  JobStage(
      BenchFixture ground,
      WrittenLog log,
      BenchModel model,
      PipelineDepth work,
      StateBackendVariant state,
      Setup setup) {
    this.ground = ground;
    this.log = log;
    this.model = model;
    this.work = work;
    this.state = state;
    this.setup = setup;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public WrittenLog log() {
    return log;
  }

  @Override
  public StageResult run(String prefix) throws Exception {
    JobClient job = submit(prefix);
    Rate rate = JobProgress.await(job, log.events(), this::decided);
    double checkpoints = ground.flink().checkpointMillis(job, WORST_OF_HUNDRED);
    // ends the last transaction, too, so that all signals are committed
    var unused =
        job.stopWithSavepoint(false, ground.savepoints(), SavepointFormatType.CANONICAL).get();
    JobCounts counts = JobCounts.of(job.getJobExecutionResult().get().getAllAccumulatorResults());
    return new StageResult(
        decided(counts),
        counts.get(MetricId.SCORED),
        ground.committedSignals(prefix),
        counts.get(MetricId.EMITTED) + counts.get(MetricId.REVOKED),
        rate,
        Double.isNaN(checkpoints) ? null : checkpoints);
  }

  /** The log is read, and topics of this run are written. */
  private JobClient submit(String prefix) throws Exception {
    JobConfig from = ground.config(model, log, log.prefix(), setup.assignments());
    JobConfig to = ground.config(model, log, prefix, setup.assignments());
    Configuration settings = JobEnvironment.settings(from);
    state.set(settings);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    CutPipeline.define(env, work, state, from, to);
    return ground.flink().submit(env, "bench " + String.join(" ", setup.cells()));
  }

  private long decided(JobCounts counts) {
    return work.has(PipelineDepth.FEATURES) ? counts.decided() : counts.get(MetricId.READ);
  }
}
