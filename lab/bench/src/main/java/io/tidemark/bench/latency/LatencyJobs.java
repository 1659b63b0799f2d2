package io.tidemark.bench.latency;

import io.tidemark.bench.BenchFixture;
import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.signal.SignalPipeline;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The jobs of one course, at parallelism 1, tuned for latency. */
final class LatencyJobs {

  /** How long a half-full network buffer may wait between two tasks; Flink's default is 100 ms. */
  static final Duration BUFFER_TIMEOUT = Duration.ofMillis(1);

  /** Stronger than the configuration of the pipeline benchmark. */
  static final List<String> TUNED =
      List.of(
          "signal.emit=every",
          "score.wait=1 ms",
          "sequence.wait=0 ms",
          "sequence.tick=0 ms",
          "kafka.properties.linger.ms=0");

  /**
   * The market is played many times faster than time. Topics that are read a few milliseconds apart
   * are minutes of the market apart then, and would look as if a feed were silent.
   */
  static final List<String> TIME_LAPSE = List.of("risk.silence-after=1 h");

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOST_SILENT_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final BenchFixture ground;
  private final JobConfig config;
  private final JobClient signal;
  private final @Nullable JobClient sequence;

  private LatencyJobs(
      BenchFixture ground, JobConfig config, JobClient signal, @Nullable JobClient sequence) {
    this.ground = ground;
    this.config = config;
    this.signal = signal;
    this.sequence = sequence;
  }

  static LatencyJobs submit(BenchFixture ground, JobConfig config, Route route) throws Exception {
    JobClient sequence = null;
    if (route == Route.RAW) {
      StreamExecutionEnvironment env = environment(config);
      SequenceJob.define(env, config);
      sequence = ground.flink().submit(env, "bench sequence");
    }
    StreamExecutionEnvironment env = environment(config);
    SignalPipeline.define(
        env,
        config,
        SignalJob.model(config),
        KafkaSources.of(Job.SIGNAL, config),
        KafkaSinks.signal(config));
    return new LatencyJobs(ground, config, ground.flink().submit(env, "bench signal"), sequence);
  }

  private static StreamExecutionEnvironment environment(JobConfig config) {
    Configuration settings = JobEnvironment.settings(config);
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    return env;
  }

  /**
   * Waits until all is decided that was sent.
   *
   * @param sent records in all
   * @throws CommandFailedException if nothing goes on any more
   */
  void awaitDecided(long sent) throws Exception {
    try (TopicReader log = reader(Topic.EVENTS)) {
      long before = -1;
      long changedAt = System.nanoTime();
      while (true) {
        boolean allRead = sequence == null || counts(sequence).get(MetricId.READ) >= sent;
        long size = log.size();
        long decided = counts(signal).decided();
        // asked in this order: what the sequence job has read it may not yet have written
        if (allRead
            && decided >= size
            && size == log.size()
            && (sequence != null || size >= sent)) {
          return;
        }
        if (decided != before) {
          before = decided;
          changedAt = System.nanoTime();
        } else if (System.nanoTime() - changedAt > MOST_SILENT_NANOS) {
          throw new CommandFailedException(
              "the jobs stand still at %,d of %,d records".formatted(decided, size));
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private JobCounts counts(JobClient job) throws Exception {
    if (job.getJobStatus().get().isGloballyTerminalState()) {
      job.getJobExecutionResult().get(); // throws what it failed of
    }
    return JobCounts.of(job.getAccumulators().get());
  }

  /** Reads a topic of these jobs from its beginning. */
  TopicReader reader(Topic topic) {
    return new TopicReader(ground.client(), List.of(config.topic(topic.topicName())));
  }

  /** What 99 of 100 checkpoints of the signal job did not take longer than, ms. */
  double checkpointMillis() throws Exception {
    return ground.flink().checkpointMillis(signal, 0.99);
  }

  /** Ends them, the last transaction too, and says what the signal job counted. */
  JobCounts stop() throws Exception {
    if (sequence != null) {
      sequence.cancel().get();
    }
    var unused =
        signal.stopWithSavepoint(false, ground.savepoints(), SavepointFormatType.CANONICAL).get();
    return JobCounts.of(signal.getJobExecutionResult().get().getAllAccumulatorResults());
  }
}
