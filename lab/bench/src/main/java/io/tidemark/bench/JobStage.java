package io.tidemark.bench;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The signal job at parallelism 1, or its beginning. */
public final class JobStage implements Stage {

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

  /** The whole job of one model, its state as the job keeps it. */
  public static Stage whole(BenchFixture ground, WrittenLog log, BenchModel model, Setup setup) {
    return new JobStage(
        ground, log, model, PipelineDepth.SIGNALS, StateBackendVariant.CACHED, setup);
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
    return MeasuredJob.toTheEnd(ground, submit(prefix), log.events(), prefix, this::decided);
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
