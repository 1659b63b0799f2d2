package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.topology.OperatorId;
import io.tidemark.testbed.cluster.FlinkJob;
import io.tidemark.testbed.cluster.Patience;
import io.tidemark.testbed.cluster.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What can happen to the processes that do the work. */
final class TaskManagers {

  /** So many signals must be written and not committed when it is killed. */
  private static final int OPEN_SIGNALS = 20;

  private static final int ATTEMPTS = 40;

  /** Longer than the heartbeat's timeout, 5 s. */
  private static final long STOPPED_MILLIS = 12_000;

  private TaskManagers() {}

  /** {@code kill -9}, so often, each at work and with signals that are not committed. */
  static Fault killed(int times) {
    return (stage, run) -> {
      List<Long> recoveries = new ArrayList<>();
      int open = 0;
      for (int i = 0; i < times; i++) {
        String victim = worker(run);
        Patience.until(
            "signals are written and not committed",
            () -> run.uncommitted() >= OPEN_SIGNALS,
            stage.cluster()::words);
        open += run.uncommitted();
        recoveries.add(kill(stage.cluster(), run, victim));
      }
      return Hit.of(
          "%d of %d: the job's failures name the killed process; %,d signals were written and not committed when they hit"
              .formatted(times, times, open),
          recovered(recoveries));
    };
  }

  /** Killed between the end of a checkpoint and the commit of what it holds. */
  static Fault killedDuringCommit(int times) {
    return (stage, run) -> {
      List<Long> recoveries = new ArrayList<>();
      int open = 0;
      for (int i = 0; i < times; i++) {
        open += UnfinishedCommit.await(stage, run);
        String victim = worker(run);
        int failures = run.failures();
        long begin = System.currentTimeMillis();
        stage.cluster().kill(victim);
        stage.broker().signal("CONT"); // what the dead one had asked for may still be done
        stage.cluster().addTaskManager();
        run.awaitRecovery(failures);
        recoveries.add(System.currentTimeMillis() - begin);
        assertThat(run.signal().failures()).anyMatch(failure -> failure.contains(victim));
      }
      return Hit.of(
          "%d times the checkpoint was complete and %,d of its signals were not committed: the broker stood still from before its end until after the kill"
              .formatted(times, open),
          recovered(recoveries));
    };
  }

  /** Killed while a checkpoint is under way. */
  static Fault killedDuringCheckpoint(int times) {
    return (stage, run) -> {
      List<Long> recoveries = new ArrayList<>();
      int attempts = 0;
      while (recoveries.size() < times) {
        assertThat(++attempts).as("attempts to stop it in the middle").isLessThan(ATTEMPTS);
        String victim = worker(run);
        awaitQuickly(() -> run.signal().checkpoint().nextInProgress());
        stage.cluster().taskManager(victim).signal("STOP");
        Thread.sleep(300);
        if (run.signal().checkpoint().nextInProgress()) {
          recoveries.add(kill(stage.cluster(), run, victim));
        } else {
          stage.cluster().taskManager(victim).signal("CONT");
        }
      }
      return Hit.of(
          "%d times (%d attempts) a checkpoint of the signal job was in progress before and after the process stood still, then it was killed"
              .formatted(times, attempts),
          recovered(recoveries));
    };
  }

  /** A second one is killed while the job is restored from the loss of the first. */
  static Fault killedDuringRestore(int times) {
    return (stage, run) -> {
      List<Long> recoveries = new ArrayList<>();
      List<String> seen = new ArrayList<>();
      int attempts = 0;
      while (recoveries.size() < times) {
        assertThat(++attempts).as("attempts to stop it in the middle").isLessThan(ATTEMPTS);
        stage.cluster().addTaskManager();
        stage.cluster().awaitTaskManagers();
        int failures = run.failures();
        String first = worker(run);
        stage.cluster().kill(first);
        stage.cluster().addTaskManager();
        awaitQuickly(() -> isRestoring(run.signal()));
        String second = anyTaskManager(run);
        stage.cluster().taskManager(second).signal("STOP");
        if (isRestoring(run.signal())) {
          seen.add(Collections.min(run.signal().taskStates()).toLowerCase(Locale.ROOT));
          stage.cluster().kill(second);
          stage.cluster().addTaskManager();
          Patience.until(
              "a failure of the job names the second process",
              MarketRun.answered(() -> names(run.signal(), second)),
              stage.cluster()::words);
          recoveries.add(run.awaitRecovery(failures));
        } else {
          stage.cluster().taskManager(second).signal("CONT");
          run.awaitRecovery(failures);
        }
      }
      return Hit.of(
          "%d times (%d attempts) tasks of the signal job were %s while the process stood still, then it was killed; a failure of the job names it"
              .formatted(times, attempts, String.join(", ", seen)),
          recovered(recoveries));
    };
  }

  private static boolean names(FlinkJob job, String process)
      throws IOException, InterruptedException {
    return job.failures().stream().anyMatch(failure -> failure.contains(process));
  }

  private static boolean isRestoring(FlinkJob job) throws IOException, InterruptedException {
    return job.taskStates().stream()
        .anyMatch(s -> s.equals("INITIALIZING") || s.equals("DEPLOYING"));
  }

  private static String anyTaskManager(MarketRun run) throws Exception {
    List<String> owners =
        run.signal().tasks(OperatorId.SIGNAL_FEATURES).stream()
            .map(FlinkJob.Task::taskManager)
            .filter(run.cluster().taskManagers()::containsKey)
            .toList();
    return owners.isEmpty()
        ? run.cluster().taskManagers().keySet().iterator().next()
        : owners.get(0);
  }

  /** Stands still for longer than the JobManager waits, then goes on as if it still had its job. */
  static Fault stopped() {
    return (stage, run) -> {
      String victim = worker(run);
      int failures = run.failures();
      stage.cluster().addTaskManager();
      stage.cluster().awaitTaskManagers();
      long begin = System.currentTimeMillis();
      stage.cluster().taskManager(victim).signal("STOP");
      awaitStop(stage.cluster().taskManager(victim).pid());
      Thread.sleep(STOPPED_MILLIS);
      assertThat(run.isFeeding()).as("the market goes on").isTrue();
      stage.cluster().taskManager(victim).signal("CONT");
      run.awaitRecovery(failures);
      long recovery = System.currentTimeMillis() - begin;
      assertThat(run.signal().failures()).as("who was missed").anyMatch(f -> f.contains(victim));
      return Hit.of(
          "state T for %d s, missed by the JobManager, then it went on"
              .formatted(STOPPED_MILLIS / 1_000),
          recovered(List.of(recovery)));
    };
  }

  /** Waits until a process that was told to stop stands still: it stops when it is next run. */
  static void awaitStop(long pid) throws Exception {
    Patience.until("the process stands still", () -> state(pid).equals("T"), () -> state(pid));
  }

  /** Of {@code /proc}. */
  private static String state(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
  }

  /** A TaskManager whose features task has read events since it was started. */
  static String worker(MarketRun run) throws Exception {
    return worker(run, "");
  }

  /**
   * The same.
   *
   * @param spared which is not to be named
   */
  static String worker(MarketRun run, String spared) throws Exception {
    List<String> working = new ArrayList<>();
    Patience.until(
        "a TaskManager works",
        MarketRun.answered(
            () -> {
              for (FlinkJob.Task task : run.signal().tasks(OperatorId.SIGNAL_FEATURES)) {
                if (task.read() > 0
                    && !task.taskManager().equals(spared)
                    && run.cluster().taskManagers().containsKey(task.taskManager())) {
                  working.add(task.taskManager());
                }
              }
              return !working.isEmpty();
            }),
        run.cluster()::words);
    return working.get(0);
  }

  /** Kills, puts another in its place, and returns how long it was until new signals came, ms. */
  static long kill(StandaloneCluster cluster, MarketRun run, String victim) throws Exception {
    assertThat(run.isFeeding()).as("the market goes on").isTrue();
    int failures = run.failures();
    long begin = System.currentTimeMillis();
    cluster.kill(victim);
    cluster.addTaskManager();
    run.awaitRecovery(failures);
    long recovery = System.currentTimeMillis() - begin;
    assertThat(run.signal().failures())
        .as("the job failed of this one")
        .anyMatch(failure -> failure.contains(victim));
    return recovery;
  }

  /** Without a pause between the looks, as a moment has to be met. */
  static void awaitQuickly(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    Callable<Boolean> asked = MarketRun.answered(condition);
    while (!asked.call()) {
      assertThat(System.nanoTime()).as("the moment came").isLessThan(deadline);
      Thread.sleep(2);
    }
  }

  static String recovered(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return "new signals after %.1f s (median %.1f s)"
        .formatted(sorted.get(sorted.size() - 1) / 1e3, sorted.get((sorted.size() - 1) / 2) / 1e3);
  }
}
