package io.tidemark.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.testbed.EmbeddedBroker;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One {@code kill -9} hits both: the jobs with exactly-once delivery, and their control, which
 * reads the same market with at-least-once delivery.
 */
class KillIT {

  private static final List<Fact> FACTS = Market.facts(11, 2_000);
  private static final int FACTS_PER_SECOND = 250;
  private static final int FACTS_AFTERWARDS = 1_500;

  /** {@code SIGKILL}, as Java reports it. */
  private static final int KILLED = 137;

  @TempDir Path folder;

  @Test
  void aTaskManagerThatIsKilledAtWorkLosesNothingAndNothingComesTwice() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("flink"), 2, 3);
        TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      String interval = "checkpoint.interval: " + SignalStage.INTERVAL_MILLIS + " ms";
      Deployment once = Deployment.create(broker, "once.", folder, interval);
      Deployment atLeast =
          Deployment.create(broker, "control.", folder, interval, "delivery: at-least-once");
      FlinkJob sequence = cluster.run(SequenceJob.class, SignalStage.PARALLELISM, once.file());
      try (SignalStage exactly =
              new SignalStage(
                  once, cluster.run(SignalJob.class, SignalStage.PARALLELISM, once.file()));
          SignalStage control =
              new SignalStage(
                  atLeast, cluster.run(SignalJob.class, SignalStage.PARALLELISM, atLeast.file()));
          Feeder market = Feeder.start(FACTS, FACTS_PER_SECOND, once.market(writer));
          Feeder log = Feeder.start(Market.log(FACTS), FACTS_PER_SECOND, atLeast.log(writer))) {
        cluster.addTaskManager(); // idle, for what the killed one did
        cluster.awaitTaskManagers();
        String victim = worker(exactly.job(), control.job());
        long killedAt = killAtWork(cluster, victim, exactly, control);
        assertThat(market.isWriting() && log.isWriting()).as("the market went on").isTrue();
        SignalStage.Recovery recovery = exactly.awaitRecovery(killedAt, cluster);
        control.awaitRecovery(killedAt, cluster);
        for (FlinkJob job : List.of(sequence, exactly.job(), control.job())) {
          assertThat(job.restarts()).isPositive();
          assertThat(job.failures()).anyMatch(failure -> failure.contains(victim));
        }

        int end = Math.max(market.written(), log.written()) + FACTS_AFTERWARDS;
        List<Fact> facts = FACTS.subList(0, end);
        market.endAfter(end);
        log.endAfter(end);
        writer.flush();
        SignalStage.Verdict kept = exactly.verdict(facts, cluster);
        SignalStage.Verdict repeated = control.verdict(facts, cluster);
        print(recovery, kept, repeated);

        assertThat(kept.expected()).as("as without the kill").isEqualTo(repeated.expected());
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
      StandaloneCluster cluster, String victim, SignalStage exactly, SignalStage control)
      throws Exception {
    Patience.until(
        victim + " has written signals since the last checkpoint",
        () -> exactly.isVulnerable(victim) && control.isVulnerable(victim),
        cluster::words);
    long killedAt = System.currentTimeMillis();
    assertThat(cluster.taskManager(victim).kill()).isEqualTo(KILLED);
    return killedAt;
  }

  private static void print(
      SignalStage.Recovery recovery, SignalStage.Verdict kept, SignalStage.Verdict repeated) {
    System.out.printf(
        "kill -9 of a TaskManager at work: detected after %.1f s, all tasks run after %.1f s, new"
            + " signals committed after %.1f s%n",
        recovery.detected() / 1e3, recovery.running() / 1e3, recovery.committed() / 1e3);
    System.out.printf("exactly-once, read_committed: %s%n", kept);
    System.out.printf("at-least-once (control):      %s%n", repeated);
  }
}
