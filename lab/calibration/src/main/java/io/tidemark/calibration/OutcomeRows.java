package io.tidemark.calibration;

import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.score.Task;
import java.util.Arrays;

/**
 * What a model answered at bar closes and what came of it, in the order of time.
 *
 * @param task of the model, one of which {@link OutcomeMeasure#covers} outcomes
 * @param answers {@link OutcomeMeasure#answerOf}
 * @param forwardReturns log returns to the horizon
 * @param forwardVolatilities to the horizon, annualised
 */
@SuppressWarnings("ArrayRecordComponent") // a whole period; never compared as a value
public record OutcomeRows(
    Task task, float[] answers, double[] forwardReturns, double[] forwardVolatilities) {

  /** How many there are. */
  public int size() {
    return answers.length;
  }

  /** What outcomes are held against, with these rows' own base. */
  OutcomeMeasure measure() {
    return new OutcomeMeasure(
        task,
        switch (task) {
          case DIRECTION ->
              Arrays.stream(forwardReturns).map(r -> r > 0 ? 1 : 0).average().orElse(Double.NaN);
          case RETURN -> Arrays.stream(forwardReturns).average().orElse(Double.NaN);
          default ->
              Math.sqrt(
                  Arrays.stream(forwardVolatilities).map(v -> v * v).average().orElse(Double.NaN));
        });
  }

  /** The number of each row for a test; NaN where it has none. */
  double[] numbers(OutcomeMeasure measure, OutcomeTest test) {
    double[] numbers = new double[size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = measure.of(test, answers[i], forwardReturns[i], forwardVolatilities[i]);
    }
    return numbers;
  }
}
