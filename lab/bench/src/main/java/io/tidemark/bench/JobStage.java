package io.tidemark.bench;

import io.tidemark.client.CommandFailedException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The signal job at parallelism 1, or its beginning. */
final class JobStage implements Stage {

  /** Each question costs the process time that the job should have. */
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final double WORST_OF_HUNDRED = 0.99;

  private static final long MOST_SILENT_NANOS = TimeUnit.MINUTES.toNanos(3);

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
    Meter meter = watch(job);
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
        meter.rate(),
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

  /**
   * Until all events are decided. The counts come with Flink's heartbeats, so the last one comes
   * late and is no mark.
   */
  private Meter watch(JobClient job) throws Exception {
    Meter meter = new Meter(log.events());
    long decided = 0;
    long changedAt = System.nanoTime();
    while (decided < log.events()) {
      LockSupport.parkNanos(POLL_NANOS);
      long now = decided(JobCounts.of(job.getAccumulators().get()));
      if (now > decided) {
        decided = now;
        changedAt = System.nanoTime();
        if (decided < log.events()) {
          meter.mark(decided);
        }
      } else if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get(); // throws what it failed of
      } else if (System.nanoTime() - changedAt > MOST_SILENT_NANOS) {
        throw new CommandFailedException(
            "the signal job stands still at %,d of %,d events".formatted(decided, log.events()));
      }
    }
    return meter;
  }

  private long decided(JobCounts counts) {
    return work.has(PipelineDepth.FEATURES) ? counts.decided() : counts.get(MetricId.READ);
  }
}
