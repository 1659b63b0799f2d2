package io.tidemark.core.outcome;

import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;

/**
 * The numbers that an outcome has for each {@link OutcomeTest}. The loss of a direction is its log
 * loss, of a return the squared error, of a volatility QLIKE, {@code r - log r - 1} with r the
 * realised variance over the forecast one (A. Patton, 2011).
 *
 * @param task {@link Task#DIRECTION}, {@link Task#RETURN} or {@link Task#VOLATILITY}
 * @param base what answers who knows nothing of now: the share of rises, the mean return, or the
 *     volatility of the mean variance, of the validation period
 */
public record OutcomeMeasure(Task task, double base) {

  /** What a probability of 0 or 1 is taken for. */
  private static final double SURE = 1e-6;

  /** A volatility below this counts as this, annualised. */
  private static final double LEAST_VOLATILITY = 1e-4;

  /** A move below this counts as this, log return. */
  private static final double LEAST_MOVE = 1e-6;

  /**
   * Whether outcomes of a task can be watched: there is one number that a label is held against.
   */
  public static boolean covers(Task task) {
    return task == Task.DIRECTION || task == Task.RETURN || task == Task.VOLATILITY;
  }

  /** The number of an answer that its outcome is held against; NaN where it is not valid. */
  public static float answerOf(Prediction prediction) {
    if (!prediction.isValid()) {
      return Float.NaN;
    }
    return prediction.task() == Task.RETURN
        ? prediction.number(prediction.form().centre())
        : prediction.first();
  }

  /**
   * The number of one outcome for a test; larger is worse. NaN where the test asks nothing of it.
   *
   * @param answer {@link #answerOf}
   * @param forwardReturn log return to the horizon
   * @param forwardVolatility to the horizon, annualised
   */
  public double of(
      OutcomeTest test, double answer, double forwardReturn, double forwardVolatility) {
    return switch (test) {
      case LARGER -> size(forwardReturn, forwardVolatility);
      case SMALLER -> -size(forwardReturn, forwardVolatility);
      case EDGE ->
          loss(answer, forwardReturn, forwardVolatility)
              - loss(base, forwardReturn, forwardVolatility);
      case LOSS -> loss(answer, forwardReturn, forwardVolatility);
      case ABOVE -> residual(answer, forwardReturn, forwardVolatility);
      case BELOW -> -residual(answer, forwardReturn, forwardVolatility);
      case CONFIDENCE -> task == Task.DIRECTION ? overstated(answer, forwardReturn) : Double.NaN;
    };
  }

  private double loss(double answer, double forwardReturn, double forwardVolatility) {
    return switch (task) {
      case DIRECTION -> {
        double p = Math.min(1 - SURE, Math.max(SURE, answer));
        yield -StrictMath.log(forwardReturn > 0 ? p : 1 - p);
      }
      case RETURN -> (forwardReturn - answer) * (forwardReturn - answer);
      default -> {
        double log = logRatio(answer, forwardVolatility);
        yield StrictMath.exp(log) - log - 1;
      }
    };
  }

  private double residual(double answer, double forwardReturn, double forwardVolatility) {
    return switch (task) {
      case DIRECTION -> (forwardReturn > 0 ? 1 : 0) - answer;
      case RETURN -> forwardReturn - answer;
      default -> logRatio(answer, forwardVolatility);
    };
  }

  /** How often it says to be right less whether it was; NaN where it leans to neither side. */
  private static double overstated(double answer, double forwardReturn) {
    if (answer == Task.DIRECTION.neutral()) {
      return Double.NaN;
    }
    boolean right = answer > Task.DIRECTION.neutral() == forwardReturn > 0;
    return Math.max(answer, 1 - answer) - (right ? 1 : 0);
  }

  private double size(double forwardReturn, double forwardVolatility) {
    return task == Task.VOLATILITY
        ? StrictMath.log(Math.max(LEAST_VOLATILITY, forwardVolatility))
        : StrictMath.log(Math.max(LEAST_MOVE, Math.abs(forwardReturn)));
  }

  /** Of the realised variance over the forecast one. */
  private static double logRatio(double answer, double forwardVolatility) {
    return 2
        * StrictMath.log(
            Math.max(LEAST_VOLATILITY, forwardVolatility) / Math.max(LEAST_VOLATILITY, answer));
  }
}
