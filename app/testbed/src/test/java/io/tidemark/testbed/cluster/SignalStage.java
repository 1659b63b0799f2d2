package io.tidemark.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.flink.topology.OperatorId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A signal job, its topics, and who reads them. */
final class SignalStage implements AutoCloseable {

  static final int PARALLELISM = 2;

  /** Long enough for a moment well between the checkpoints of both signal jobs. */
  static final long INTERVAL_MILLIS = 6_000;

  private static final long MARGIN_MILLIS = 1_000;
  private static final int ENOUGH_SIGNALS = 20;

  private final FlinkJob job;
  private final Deployment topics;
  private final Follower everything;
  private final Follower committed;
  private final Follower log;
  private long lastCheckpoint;

  SignalStage(Deployment topics, FlinkJob job) {
    this.topics = topics;
    this.job = job;
    this.everything = topics.follow(Topic.SIGNALS);
    this.committed = Follower.committed(topics.bootstrapServers(), topics.name(Topic.SIGNALS));
    this.log = topics.follow(Topic.EVENTS);
  }

  FlinkJob job() {
    return job;
  }

  /** Whether a kill now would hit what this TaskManager has written and no checkpoint knows of. */
  boolean isVulnerable(String victim) throws Exception {
    FlinkJob.Checkpoint checkpoint = job.checkpoint();
    long age = System.currentTimeMillis() - checkpoint.triggeredAt();
    if (checkpoint.id() == 0
        || checkpoint.nextInProgress()
        || age < MARGIN_MILLIS
        || age > INTERVAL_MILLIS - MARGIN_MILLIS) {
      return false;
    }
    Set<Integer> tasks =
        job.tasks(OperatorId.SIGNAL_FEATURES).stream()
            .filter(task -> task.taskManager().equals(victim))
            .map(FlinkJob.Task::index)
            .collect(Collectors.toSet());
    lastCheckpoint = checkpoint.id();
    return everything.now().stream()
            .filter(record -> record.timestamp() > checkpoint.triggeredAt() + MARGIN_MILLIS)
            .filter(record -> tasks.contains(task(record)))
            .count()
        >= ENOUGH_SIGNALS;
  }

  /** Which features task wrote this signal. */
  private static int task(ConsumerRecord<byte[], byte[]> signal) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        new String(signal.key(), StandardCharsets.UTF_8),
        JobEnvironment.MAX_PARALLELISM,
        PARALLELISM);
  }

  Recovery awaitRecovery(long killedAt, StandaloneCluster cluster) throws Exception {
    Patience.until("the kill is noticed", () -> !job.failures().isEmpty(), cluster::words);
    final long detected = System.currentTimeMillis() - killedAt;
    Patience.until(
        "the job runs again", () -> job.restarts() > 0 && job.isRunning(), cluster::words);
    final long running = System.currentTimeMillis() - killedAt;
    assertThat(job.restoredFrom()).as("no checkpoint came in between").isEqualTo(lastCheckpoint);
    long restored = killedAt + running;
    Patience.until(
        "new signals are committed",
        () -> committed.now().stream().anyMatch(record -> record.timestamp() > restored),
        cluster::words);
    return new Recovery(detected, running, System.currentTimeMillis() - killedAt);
  }

  /** Waits until all is scored, stops the job, so that all is committed, and checks it. */
  Verdict verdict(List<Fact> facts, StandaloneCluster cluster) throws Exception {
    Map<String, List<Origin>> whole = Market.origins(Market.log(facts));
    Patience.until(
        "the log is whole and in order",
        () -> Market.origins(Deployment.events(log.now())).equals(whole),
        cluster::words);
    Map<String, List<String>> expected = topics.fold(log.now());
    Set<String> ids = all(expected);
    Patience.until(
        "all signals are there",
        () -> all(Deployment.byInstrument(everything.now())).containsAll(ids),
        cluster::words);
    final long dropped = job.count(MetricId.DUPLICATE.accumulator());
    cluster.stop(job);
    Map<String, List<String>> seen = Deployment.byInstrument(committed.now());
    Set<String> lost = new HashSet<>(ids);
    lost.removeAll(all(seen));
    return new Verdict(
        ids.size(),
        lost.size(),
        committed.now().size() - all(seen).size(),
        seen.equals(expected),
        everything.now().size() - committed.now().size(),
        log.now().size() - facts.size(),
        dropped);
  }

  private static Set<String> all(Map<String, List<String>> signals) {
    return signals.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    everything.close();
    committed.close();
    log.close();
  }

  /**
   * How long after the kill, ms.
   *
   * @param detected until the JobManager failed the job
   * @param running until all its tasks ran again
   * @param committed until a signal that was written after the kill could be read
   */
  record Recovery(long detected, long running, long committed) {}

  /**
   * What a reader of committed signals saw, held against the plain fold of the log.
   *
   * @param expected signals of the fold
   * @param lost of these, not seen
   * @param duplicated seen, and had been seen before
   * @param inOrder whether every instrument's signals are those of the fold, in its order
   * @param aborted signals on the topic that such a reader does not see
   * @param logRepeats events that the log holds more than once
   * @param dropped events that the signal job dropped since its restart, because it knew them
   */
  record Verdict(
      int expected,
      int lost,
      int duplicated,
      boolean inOrder,
      int aborted,
      int logRepeats,
      long dropped) {}
}
