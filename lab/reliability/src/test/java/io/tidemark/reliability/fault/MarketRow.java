package io.tidemark.reliability.fault;

import io.tidemark.reliability.RunJudgement;
import java.util.List;

/**
 * A fault that happens to both jobs in the middle of a market, which must not show in what they
 * say.
 *
 * @param name to ask for it
 * @param description of the fault, for people
 * @param pace of the market
 * @param settings of the jobs beside the usual ones
 * @param fault what happens
 * @param brokers that the topics lie on: 1, or 3
 */
record MarketRow(
    String name,
    String description,
    MarketPace pace,
    List<String> settings,
    Fault fault,
    int brokers)
    implements Row {

  /** The market goes on so long after a fault, s. */
  private static final int SECONDS_AFTERWARDS = 5;

  private static final int PARALLELISM = 2;

  @Override
  public Outcome happen(Stage stage) throws Exception {
    try (MarketRun run =
        brokers == 1
            ? stage.open(name, PARALLELISM, settings)
            : stage.openOnThree(name, PARALLELISM, settings)) {
      try {
        return happen(stage, run);
      } finally {
        stage.heal();
        run.stop();
      }
    } finally {
      stage.endThree();
    }
  }

  private Outcome happen(Stage stage, MarketRun run) throws Exception {
    if (pace.perSecond() > 0) {
      run.startJobs();
      run.feed(stage.market(pace.minutes()), pace.perSecond());
      run.awaitWarm();
    }
    Hit hit = fault.strike(stage, run);
    if (run.isFeeding()) {
      run.endAfter(pace.perSecond() * SECONDS_AFTERWARDS);
    }
    RunJudgement judgement = run.judge();
    int copies = run.rawCopies();
    String problem =
        copies == 0
            ? hit.afterwards().problem(run, judgement)
            : "%,d records of the market stand twice on the raw topics".formatted(copies);
    return new Outcome(
        hit.proof(),
        problem.isEmpty(),
        problem.isEmpty() ? judgement.inWords() : problem + ": " + judgement.inWords(),
        hit.worst(),
        hit.control());
  }
}
