package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.testbed.cluster.Patience;
import io.tidemark.testbed.cluster.StandaloneCluster;
import java.util.ArrayList;
import java.util.List;

/** More at once than comes live: a burst, a backlog, what an outage leaves. */
final class Loads {

  private static final int LIMIT_SECONDS = 240;

  private Loads() {}

  /**
   * The market comes three times as fast as the jobs were just seen to take it, or faster, for a
   * while; then as before.
   */
  static Fault burst(int facts, int pace) {
    return (stage, run) -> {
      List<Fact> rest = run.interrupt();
      List<Fact> burst = rest.subList(0, facts);
      long begin = System.currentTimeMillis();
      run.feedAtOnce(burst);
      long sent = System.currentTimeMillis() - begin;
      int behind = run.logSize() - run.readLog();
      long caughtUp = awaitCaughtUp(stage.cluster(), run) + sent;
      run.feedOn(rest.subList(facts, rest.size()), pace);
      assertThat(behind).as("log events behind when the burst had been sent").isPositive();
      double overload = (double) caughtUp / sent;
      return new Hit(
          "%,d facts in %.1f s; %,d log events were still to be written then (%.1f times what the jobs took)"
              .formatted(facts, sent / 1e3, behind, overload),
          "caught up after %.1f s, %,d facts a second"
              .formatted(caughtUp / 1e3, facts * 1_000L / caughtUp),
          "",
          (after, judgement) -> overload < 3 ? "no overload of 3 times" : Hit.calm(judgement));
    };
  }

  /** The jobs are started when so many minutes of the market are on the raw topics. */
  static Fault backlog(int minutes) {
    return (stage, run) -> {
      List<Fact> market = stage.market(minutes);
      run.feedAtOnce(market);
      long begin = System.currentTimeMillis();
      run.startJobs();
      long started = System.currentTimeMillis();
      long caughtUp = started - begin + awaitCaughtUp(stage.cluster(), run);
      return new Hit(
          "%,d facts of %d hours were there before the jobs".formatted(market.size(), minutes / 60),
          "read after %.1f s with the start, %,d facts a second"
              .formatted(caughtUp / 1e3, market.size() * 1_000L / caughtUp),
          "",
          (after, judgement) -> Hit.calmInOrder(judgement));
    };
  }

  /** No TaskManager is left; meanwhile so many minutes of the market come. */
  static Fault outage(int minutes, int pace) {
    return (stage, run) -> {
      List<Fact> rest = run.interrupt();
      long end = run.newestTime() + minutes * 60_000_000L;
      int facts = (int) rest.stream().filter(fact -> fact.availableAt() < end).count();
      int workers = killAll(stage.cluster());
      long begin = System.currentTimeMillis();
      run.feedAtOnce(rest.subList(0, facts));
      int behind = run.logSize() - run.readLog();
      for (int i = 0; i < workers; i++) {
        stage.cluster().addTaskManager();
      }
      long caughtUp = awaitCaughtUp(stage.cluster(), run);
      run.feedOn(rest.subList(facts, rest.size()), pace);
      run.awaitNewSignals(System.currentTimeMillis());
      return new Hit(
          "all %d TaskManagers killed; %,d facts of %d minutes came meanwhile, %,d log events were to be written"
              .formatted(workers, facts, minutes, behind),
          "caught up after %.1f s; ".formatted(caughtUp / 1e3)
              + TaskManagers.recovered(List.of(System.currentTimeMillis() - begin)),
          "",
          (after, judgement) -> Hit.calmInOrder(judgement));
    };
  }

  /** Kills every TaskManager; how many there were. */
  static int killAll(StandaloneCluster cluster) throws Exception {
    List<String> workers = new ArrayList<>(cluster.taskManagers().keySet());
    for (String worker : workers) {
      cluster.kill(worker);
    }
    return workers.size();
  }

  /** Waits until the log holds all that was fed, or nothing more comes; ms. */
  private static long awaitCaughtUp(StandaloneCluster cluster, MarketRun run) throws Exception {
    long begin = System.currentTimeMillis();
    int wanted = run.logSize();
    int[] last = {-1};
    long[] since = {begin};
    Patience.until(
        "the log has caught up",
        LIMIT_SECONDS,
        () -> {
          int now = run.readLog();
          if (now > last[0]) {
            last[0] = now;
            since[0] = System.currentTimeMillis();
          }
          // whether the rest is missing is for the judgement to say
          return now >= wanted || (last[0] > 0 && System.currentTimeMillis() - since[0] > 30_000);
        },
        cluster::words);
    return Math.max(1, since[0] - begin);
  }
}
