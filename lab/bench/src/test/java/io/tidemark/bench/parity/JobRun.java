package io.tidemark.bench.parity;

import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.signal.SignalPipeline;
import io.tidemark.flink.signal.SignalSinks;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.models.ModelArtefact;
import io.tidemark.testbed.LocalFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The signal job on one log, from end to end: its own graph, to which the chain of vectors is added
 * behind FEATURES + SCORE.
 */
final class JobRun {

  private static final long POLL_NANOS = 50_000_000L;
  private static final long MOST_SILENT_NANOS = 180_000_000_000L;

  /** What comes after the place of a savepoint is made to take at least that long. */
  private static final long BRAKED_NANOS = 12_000_000_000L;

  /**
   * How far the job had come when it was stopped with a savepoint.
   *
   * @param parallelism of the stretch that ended so
   * @param tasks that had vectors in it
   * @param read events, in all stretches so far
   * @param vectors in all stretches so far
   */
  record Stop(int parallelism, int tasks, long read, long vectors) {}

  private final LocalFlink flink;
  private final JobConfig config;
  private final ModelArtefact model;
  private final Path folder;
  private final Map<String, VectorChain> chains = new TreeMap<>();
  private final List<Stop> stops = new ArrayList<>();
  private long read;

  JobRun(LocalFlink flink, JobConfig config, ModelArtefact model, Path folder) {
    this.flink = flink;
    this.config = config;
    this.model = model;
    this.folder = folder;
  }

  /** Goes over all {@code events} in equal stretches, each from the savepoint of the one before. */
  JobRun over(long events, int... parallelisms) throws Exception {
    String savepoint = "";
    for (int i = 0; i < parallelisms.length; i++) {
      boolean last = i == parallelisms.length - 1;
      long until = events / parallelisms.length * (i + 1);
      savepoint = stretch(i, parallelisms[i], savepoint, last ? events : until, last);
    }
    return this;
  }

  /** By instrument, at the end. */
  Map<String, VectorChain> chains() {
    return chains;
  }

  /** One for each stretch; the last one is the end. */
  List<Stop> stops() {
    return stops;
  }

  private String stretch(int number, int parallelism, String from, long until, boolean last)
      throws Exception {
    Path written = Files.createDirectories(folder.resolve("stretch-" + number));
    long length = until - read;
    long brake = last ? 0 : BRAKED_NANOS / length;
    ChainFunction chain = new ChainFunction(length / parallelism, brake);
    JobClient job = submit(parallelism, from, chain, written);
    awaitRead(job, length);
    String savepoint =
        job.stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get();
    read += count(job.getJobExecutionResult().get().getAllAccumulatorResults());
    chains.putAll(ChainSink.read(written));
    long vectors = chains.values().stream().mapToLong(VectorChain::vectors).sum();
    stops.add(new Stop(parallelism, ChainSink.tasks(written), read, vectors));
    return savepoint;
  }

  private JobClient submit(int parallelism, String from, ChainFunction chain, Path written)
      throws Exception {
    Configuration settings = JobEnvironment.settings(config);
    if (!from.isEmpty()) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(parallelism);
    SignalPipeline.define(
        env,
        config,
        model,
        KafkaSources.of(Job.SIGNAL, config),
        new SignalSinks() {
          @Override
          public <T> Sink<T> of(OutputTopic<T> output) {
            return new DiscardingSink<>();
          }
        });
    DataStreamUtils.reinterpretAsKeyedStream(assessments(env), Assessment::instrument, Types.STRING)
        .process(chain)
        .returns(Types.TUPLE(Types.STRING, Types.LONG, Types.LONG))
        .uid("vector-chain")
        .sinkTo(new ChainSink(written))
        .uid("vector-chain-sink");
    return flink.submit(env, "vectors at parallelism " + parallelism);
  }

  /** What FEATURES + SCORE puts out: the pipeline's own operator, found by its id. */
  @SuppressWarnings("unchecked") // the id says what comes out of it
  private static DataStream<Assessment> assessments(StreamExecutionEnvironment env) {
    for (Transformation<?> operator : env.getTransformations()) {
      if (OperatorId.SIGNAL_FEATURES.uid().equals(operator.getUid())) {
        return new DataStream<>(env, (Transformation<Assessment>) operator);
      }
    }
    throw new AssertionError("the pipeline has no " + OperatorId.SIGNAL_FEATURES);
  }

  private static void awaitRead(JobClient job, long events) throws Exception {
    long seen = 0;
    long seenAt = System.nanoTime();
    while (seen < events) {
      LockSupport.parkNanos(POLL_NANOS);
      long now = count(job.getAccumulators().get());
      if (now > seen) {
        seen = now;
        seenAt = System.nanoTime();
      } else if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get(); // throws what it failed of
      } else if (System.nanoTime() - seenAt > MOST_SILENT_NANOS) {
        throw new AssertionError("the job stands still at " + seen + " of " + events + " events");
      }
    }
  }

  private static long count(Map<String, Object> accumulators) {
    return accumulators.get(MetricId.READ.accumulator()) instanceof Long number ? number : 0;
  }
}
