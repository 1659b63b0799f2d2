package io.tidemark.core.contest;

import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.score.Task;

/**
 * Champion against challenger on the same moments of one instrument's log. It depends on nothing
 * but these, so a replay gives the same verdicts. It may be asked after each outcome: looking often
 * makes no error likelier.
 *
 * <p>Outcomes of moments that lie within a horizon of each other share what came. A moment counts
 * only if the outcome of the one that counted before was known by then.
 *
 * <p>Not thread-safe.
 */
public final class Contest {

  /** So much worse a calibration may be before it counts as worse: a probability. */
  private static final double TOLERATED_PROBABILITY = 0.02;

  /** The same of a volatility: a log ratio of variances, a twentieth of the volatility. */
  private static final double TOLERATED_RATIO = 0.1;

  private final OutcomeMeasure measure;
  private final long horizon;
  private final ContestTerms terms;
  private final double tolerated;
  private final Advantage advantage = new Advantage();
  private final CalibrationBound champion;
  private final CalibrationBound challenger;
  private long next = Long.MIN_VALUE;
  private int outcomes;
  private double total;

  /**
   * A contest in which nothing has happened yet.
   *
   * @param task of both
   * @param horizon of both, µs, above 0
   * @throws IllegalArgumentException if versions of this task have no one number to be judged by
   */
  public Contest(Task task, long horizon, ContestTerms terms) {
    if (!covers(task)) {
      throw new IllegalArgumentException(
          "models of "
              + task
              + " are not promoted by rule: those of a direction or a volatility are");
    }
    this.measure = new OutcomeMeasure(task, Double.NaN); // no measure here asks for the base
    this.horizon = horizon;
    this.terms = terms;
    this.tolerated = task == Task.DIRECTION ? TOLERATED_PROBABILITY : TOLERATED_RATIO;
    this.champion = new CalibrationBound(measure);
    this.challenger = new CalibrationBound(measure);
  }

  /** Whether versions of a task can be held against each other: those that retraining judges. */
  public static boolean covers(Task task) {
    return task == Task.DIRECTION || task == Task.VOLATILITY;
  }

  /**
   * Takes the next moment, in the order of time.
   *
   * @return whether it counted
   */
  public boolean take(PairedOutcome outcome) {
    if (outcome.clock() < next) {
      return false;
    }
    next = outcome.clock() + horizon;
    double better = loss(outcome.champion(), outcome) - loss(outcome.challenger(), outcome);
    outcomes++;
    total += better;
    advantage.add(better);
    champion.add(outcome.champion(), outcome);
    challenger.add(outcome.challenger(), outcome);
    return true;
  }

  private double loss(double answer, PairedOutcome of) {
    return measure.of(OutcomeTest.LOSS, answer, of.forwardReturn(), of.forwardVolatility());
  }

  /** How it stands. */
  public Standing standing() {
    if (outcomes < terms.fewest()) {
      return standing(ContestVerdict.KEEP, "too few outcomes count yet");
    }
    double enough = 1 / terms.error();
    if (advantage.evidenceAgainst() >= enough) {
      return standing(ContestVerdict.RETIRE, "the challenger is worse");
    }
    String lacks = lacks(enough);
    if (lacks.isEmpty()) {
      return standing(ContestVerdict.PROMOTE, "the challenger is better");
    }
    return outcomes >= terms.most()
        ? standing(ContestVerdict.RETIRE, "it had all the outcomes that it may have, and " + lacks)
        : standing(ContestVerdict.KEEP, lacks);
  }

  /** What a promotion lacks; empty if nothing. */
  private String lacks(double enough) {
    if (advantage.evidenceFor() < enough) {
      return "it is not shown that the challenger is better";
    }
    if (!(total > 0)) {
      return "few large losses outweigh what the challenger gains";
    }
    return challenger.value() <= champion.value() + tolerated
        ? ""
        : "the challenger's calibration is worse";
  }

  private Standing standing(ContestVerdict verdict, String reason) {
    return new Standing(
        verdict,
        reason,
        outcomes,
        outcomes == 0 ? Double.NaN : total / outcomes,
        advantage.evidenceFor(),
        advantage.evidenceAgainst(),
        champion.value(),
        challenger.value());
  }
}
