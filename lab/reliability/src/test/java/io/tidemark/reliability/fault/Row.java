package io.tidemark.reliability.fault;

import io.tidemark.reliability.RawMarket;
import io.tidemark.reliability.RowResult;
import io.tidemark.reliability.RunJudgement;
import java.util.List;

/**
 * A fault that happens to both jobs in the middle of a market, which must not show in what they
 * say.
 *
 * @param name to ask for it
 * @param description of the fault, for people
 * @param pace of the market, facts a second; 0 where the fault itself starts jobs and market
 * @param settings of the jobs beside the usual ones
 * @param fault what happens
 */
record Row(String name, String description, int pace, List<String> settings, Fault fault) {

  /** A day; a row takes of it what it needs. */
  private static final int MINUTES = 24 * 60;

  /** The market goes on so long after a fault, s. */
  private static final int SECONDS_AFTERWARDS = 8;

  private static final int PARALLELISM = 2;

  /** Runs it and ends what it started; what goes wrong is a row that failed. */
  RowResult run(Stage stage) {
    long begin = System.nanoTime();
    try (MarketRun run = stage.open(name, PARALLELISM, settings)) {
      try {
        return run(stage, run, begin);
      } finally {
        stage.heal();
        run.stop();
      }
    } catch (Exception | AssertionError e) {
      return failed(e, begin);
    }
  }

  private RowResult run(Stage stage, MarketRun run, long begin) throws Exception {
    if (pace > 0) {
      run.startJobs();
      run.feed(RawMarket.facts(stage.seed(), MINUTES), pace);
      run.awaitWarm();
    }
    Hit hit = fault.strike(stage, run);
    if (run.isFeeding()) {
      run.endAfter(pace * SECONDS_AFTERWARDS);
    }
    RunJudgement judgement = run.judge();
    String problem = hit.afterwards().problem(run, judgement);
    return new RowResult(
        name,
        description,
        hit.proof(),
        problem.isEmpty(),
        problem.isEmpty() ? judgement.inWords() : problem + ": " + judgement.inWords(),
        hit.worst(),
        hit.control(),
        seconds(begin));
  }

  private RowResult failed(Throwable e, long begin) {
    e.printStackTrace();
    String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new RowResult(
        name,
        description,
        "",
        false,
        e.getClass().getSimpleName() + ": " + why,
        "",
        "",
        seconds(begin));
  }

  private static long seconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000L;
  }
}
