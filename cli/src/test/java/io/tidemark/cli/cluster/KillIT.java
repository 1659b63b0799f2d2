package io.tidemark.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.kafka.EmbeddedBroker;
import io.tidemark.cli.kafka.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.JobEnvironment;
import io.tidemark.flink.OperatorId;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One {@code kill -9} hits both: the jobs with exactly-once delivery, and their control, which
 * reads the same market with at-least-once delivery.
 */
class KillIT {

  private static final List<Fact> FACTS = Market.facts(11, 160);
  private static final int FACTS_PER_SECOND = 250;
  private static final int PARALLELISM = 2;

  /** {@code SIGKILL}, as Java reports it. */
  private static final int KILLED = 137;

  /** Long enough for a moment well between the checkpoints of both signal jobs. */
  private static final long INTERVAL_MILLIS = 6_000;

  private static final long MARGIN_MILLIS = 1_000;
  private static final int ENOUGH_SIGNALS = 20;

  @TempDir Path folder;

  @Test
  void aTaskManagerThatIsKilledAtWorkLosesNothingAndNothingComesTwice() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("flink"), 2, 3);
        TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      String interval = "checkpoint.interval: " + INTERVAL_MILLIS + " ms";
      Deployment once = Deployment.create(broker, "once.", folder, interval);
      Deployment atLeast =
          Deployment.create(broker, "control.", folder, interval, "delivery: at-least-once");
      FlinkJob sequence = cluster.run(SequenceJob.class, PARALLELISM, once.file());
      try (Stage exactly = new Stage(once, cluster.run(SignalJob.class, PARALLELISM, once.file()));
          Stage control =
              new Stage(atLeast, cluster.run(SignalJob.class, PARALLELISM, atLeast.file()));
          Feeder market = Feeder.start(FACTS, FACTS_PER_SECOND, once.market(writer));
          Feeder log = Feeder.start(Market.log(FACTS), FACTS_PER_SECOND, atLeast.log(writer))) {
        cluster.addTaskManager(); // idle, for what the killed one did
        cluster.awaitTaskManagers();
        String victim = worker(exactly.job, control.job);
        long killedAt = killAtWork(cluster, victim, exactly, control);
        assertThat(market.isWriting() && log.isWriting()).as("the market went on").isTrue();
        Recovery recovery = exactly.awaitRecovery(killedAt, cluster);
        control.awaitRecovery(killedAt, cluster);
        for (FlinkJob job : List.of(sequence, exactly.job, control.job)) {
          assertThat(job.restarts()).isPositive();
          assertThat(job.failures()).anyMatch(failure -> failure.endsWith(victim));
        }

        market.awaitEnd();
        log.awaitEnd();
        writer.flush();
        Verdict kept = exactly.verdict(cluster);
        Verdict repeated = control.verdict(cluster);
        print(recovery, kept, repeated);

        assertThat(kept.lost()).isZero();
        assertThat(kept.duplicated()).isZero();
        assertThat(kept.inOrder()).isTrue();
        assertThat(kept.aborted()).as("the kill hit open transactions").isPositive();
        assertThat(kept.logRepeats()).as("the sequence job writes at least once").isPositive();
        assertThat(kept.dropped()).as("what the log repeats is dropped").isPositive();
        assertThat(repeated.lost()).isZero();
        assertThat(repeated.duplicated()).as("the control shows that this can fail").isPositive();
      }
    }
  }

  /** A TaskManager whose features task has read events in both jobs. */
  private static String worker(FlinkJob one, FlinkJob other) throws Exception {
    Set<String> working = new HashSet<>();
    Patience.until(
        "one TaskManager works for both jobs",
        () -> {
          working.addAll(working(one));
          working.retainAll(working(other));
          return !working.isEmpty();
        },
        () ->
            one.tasks(OperatorId.SIGNAL_FEATURES) + " " + other.tasks(OperatorId.SIGNAL_FEATURES));
    return working.iterator().next();
  }

  private static Set<String> working(FlinkJob job) throws Exception {
    return job.tasks(OperatorId.SIGNAL_FEATURES).stream()
        .filter(task -> task.read() > 0)
        .map(FlinkJob.Task::taskManager)
        .collect(Collectors.toSet());
  }

  /**
   * Kills when both jobs have a checkpoint behind them, the next is not near, and this TaskManager
   * has written signals that no checkpoint knows of. Returns when that was, ms since the epoch.
   */
  private static long killAtWork(
      StandaloneCluster cluster, String victim, Stage exactly, Stage control) throws Exception {
    Patience.until(
        victim + " has written signals since the last checkpoint",
        () -> exactly.isVulnerable(victim) && control.isVulnerable(victim),
        cluster::words);
    long killedAt = System.currentTimeMillis();
    assertThat(cluster.taskManager(victim).kill()).isEqualTo(KILLED);
    return killedAt;
  }

  private static void print(Recovery recovery, Verdict kept, Verdict repeated) {
    System.out.printf(
        "kill -9 of a TaskManager at work: detected after %.1f s, all tasks run after %.1f s, new"
            + " signals committed after %.1f s%n",
        recovery.detected() / 1e3, recovery.running() / 1e3, recovery.committed() / 1e3);
    System.out.printf("exactly-once, read_committed: %s%n", kept);
    System.out.printf("at-least-once (control):      %s%n", repeated);
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

  /** A signal job, its topics, and who reads them. */
  private static final class Stage implements AutoCloseable {

    final FlinkJob job;
    private final Deployment topics;
    private final Follower everything;
    private final Follower committed;
    private final Follower log;
    private long lastCheckpoint;

    Stage(Deployment topics, FlinkJob job) {
      this.topics = topics;
      this.job = job;
      this.everything = topics.follow(Topic.SIGNALS);
      this.committed = Follower.committed(topics.bootstrapServers(), topics.name(Topic.SIGNALS));
      this.log = topics.follow(Topic.EVENTS);
    }

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

    /** Waits until all is scored, stops the job, so that all is committed, and judges. */
    Verdict verdict(StandaloneCluster cluster) throws Exception {
      int events = Market.log(FACTS).size();
      Patience.until(
          "the log is whole", () -> distinct(log.now()).size() == events, cluster::words);
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
          log.now().size() - events,
          dropped);
    }

    private static Set<String> distinct(List<ConsumerRecord<byte[], byte[]>> log) {
      Set<String> distinct = new HashSet<>();
      for (LogEvent event : Deployment.events(log)) {
        distinct.add(event.instrument() + event.origin());
      }
      return distinct;
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
  }
}
