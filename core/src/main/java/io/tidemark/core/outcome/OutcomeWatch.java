package io.tidemark.core.outcome;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the answers of one version of a model at bar closes against what came of them a horizon
 * later. Both come from the instrument's own log, so a replay gives the same bits.
 */
public final class OutcomeWatch {

  /** The place of no test. */
  public static final int NONE = -1;

  /** Sums rise so many thresholds high, so that they fall again when what was wrong has ended. */
  private static final double HIGHEST = 1.25;

  private final OutcomeLabels labels;
  private final OutcomeReference reference;
  private final double[] thresholds;

  /**
   * For one version of a model.
   *
   * @param horizon of the model, µs
   * @param bar of the model, µs
   * @param reference what its outcomes were
   * @param level that the tests may reach, see {@link TestReference#threshold}
   */
  public OutcomeWatch(long horizon, long bar, OutcomeReference reference, double level) {
    this.labels = new OutcomeLabels(horizon, bar);
    this.reference = reference;
    this.thresholds =
        reference.tests().stream().mapToDouble(test -> test.threshold(level)).toArray();
  }

  /** What its outcomes were. */
  public OutcomeReference reference() {
    return reference;
  }

  /**
   * Takes one assessment: what has become known of earlier rows, then the row that it is.
   *
   * @param state changed in place
   * @return whether any outcome became known
   */
  public boolean step(OutcomeState state, Assessment assessment) {
    long before = state.known;
    labels.observe(
        state.due,
        assessment.clock(),
        assessment.market().value(MarketInput.PRICE),
        assessment.market().knownAt(MarketInput.PRICE),
        new Sums(state));
    if (assessment.barClosed() && assessment.scored()) {
      float answer = OutcomeMeasure.answerOf(assessment.prediction());
      // An answer that makes no sense is the model's failure, which is the risk layer's affair.
      if (!Float.isNaN(answer)) {
        labels.add(state.due, answer);
      }
    }
    return state.known != before;
  }

  /**
   * Takes an outcome that is known.
   *
   * @param clock when the row was scored, µs since the epoch
   * @param answer {@link OutcomeMeasure#answerOf}
   * @param forwardReturn log return to the horizon
   * @param forwardVolatility to the horizon, annualised
   */
  public void take(
      OutcomeState state,
      long clock,
      float answer,
      double forwardReturn,
      double forwardVolatility) {
    if (state.sums.length != thresholds.length) {
      state.sums = new double[thresholds.length];
      state.risingSince = new long[thresholds.length];
    }
    state.known++;
    for (int i = 0; i < thresholds.length; i++) {
      TestReference test = reference.tests().get(i);
      double number = reference.measure().of(test.test(), answer, forwardReturn, forwardVolatility);
      double sum = Math.min(HIGHEST * thresholds[i], test.after(state.sums[i], number));
      state.risingSince[i] = sum == 0 ? 0 : state.sums[i] == 0 ? clock : state.risingSince[i];
      state.sums[i] = sum;
    }
  }

  /** The test farthest on the way to its threshold, or beyond it; {@link #NONE} if no sum rises. */
  public int farthest(OutcomeState state) {
    int farthest = NONE;
    double largest = 0;
    for (int i = 0; i < state.sums.length; i++) {
      double reached = state.sums[i] / thresholds[i];
      if (reached > largest) {
        farthest = i;
        largest = reached;
      }
    }
    return farthest;
  }

  /** Whether any sum is beyond its threshold. */
  public boolean isBeyond(OutcomeState state) {
    int farthest = farthest(state);
    return farthest != NONE && state.sums[farthest] > thresholds[farthest];
  }

  /** The places of all tests that are beyond their thresholds. */
  public List<Integer> beyond(OutcomeState state) {
    List<Integer> beyond = new ArrayList<>();
    for (int i = 0; i < state.sums.length; i++) {
      if (state.sums[i] > thresholds[i]) {
        beyond.add(i);
      }
    }
    return beyond;
  }

  /** A test by its place. */
  public OutcomeTest test(int place) {
    return reference.tests().get(place).test();
  }

  /** The sum of a test, standard deviations. */
  public double sum(OutcomeState state, int place) {
    return place < state.sums.length ? state.sums[place] : 0;
  }

  /** The sum above which a test is beyond, standard deviations. */
  public double threshold(int place) {
    return thresholds[place];
  }

  /**
   * When the row was scored with which a sum last left 0: the likeliest beginning of a change
   * (Page, 1954), µs since the epoch; 0 where it does not rise.
   */
  public long risingSince(OutcomeState state, int place) {
    return place < state.risingSince.length ? state.risingSince[place] : 0;
  }

  private final class Sums implements LabelTaker {

    private final OutcomeState state;

    Sums(OutcomeState state) {
      this.state = state;
    }

    @Override
    public void known(long clock, float answer, double forwardReturn, double forwardVolatility) {
      take(state, clock, answer, forwardReturn, forwardVolatility);
    }

    @Override
    public void hole() {
      // What came of it cannot be told, so it says nothing for or against the model.
    }
  }
}
