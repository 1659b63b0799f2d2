package io.tidemark.core.score;

import java.util.Locale;

/**
 * One number of a model's answer.
 *
 * @param name by which a signal calls it, such as {@code up} or {@code q05}
 * @param role what it is
 * @param level of a quantile, within 0 and 1, both excluded; 0 for every other role
 */
public record ModelOutput(String name, Role role, double level) {

  /** What a number is. */
  public enum Role {
    /** Probability of a rise over the horizon. */
    PROBABILITY,
    /** Probability of a class whose price rises. */
    UP,
    /** Probability of a class whose price goes neither way. */
    FLAT,
    /** Probability of a class whose price falls. */
    DOWN,
    /** Expected return over the horizon, fraction. */
    MEAN,
    /** Standard deviation of that return, fraction, above 0. */
    SIGMA,
    /** Quantile of the return over the horizon, fraction. */
    QUANTILE,
    /** Annualised volatility over the horizon, fraction, 0 or more. */
    VOLATILITY,
    /** Probability of a state of the market. */
    REGIME;

    /** As manifests and messages write it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same without a level. */
  public static ModelOutput of(String name, Role role) {
    return new ModelOutput(name, role, 0);
  }
}
