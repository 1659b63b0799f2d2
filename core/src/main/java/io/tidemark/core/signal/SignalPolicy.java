package io.tidemark.core.signal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * When a score becomes a recommendation, and which recommendations are written.
 *
 * @param minStrength below it the action is HOLD; a percentile, 0 to 100
 * @param emit which decisions become signals
 */
public record SignalPolicy(double minStrength, Emit emit) implements Serializable {

  /** Which decisions become signals. */
  public enum Emit {
    /**
     * One when the action changes, one at each bar close as a sign of life, and one when the
     * decision is the same but the signal that said so has expired.
     */
    CHANGE,
    /** All. */
    EVERY
  }

  /** 65, and only changes. */
  public static SignalPolicy defaults() {
    return new SignalPolicy(65, Emit.CHANGE);
  }

  /**
   * The action that a score proposes. Without a score, and with a probability of exactly one half,
   * there is no direction.
   *
   * @param score the probability of a rise
   * @param strength its strength, a percentile; NaN if the score is no probability
   */
  public Action proposal(float score, double strength) {
    if (!(strength >= minStrength) || score == 0.5f) {
      return Action.HOLD;
    }
    return score > 0.5f ? Action.BUY : Action.SELL;
  }

  /** What is wrong with these values, one sentence each; empty when nothing is. */
  public List<String> violations() {
    List<String> found = new ArrayList<>();
    if (!(minStrength >= 0 && minStrength <= 100)) {
      found.add("minStrength must be within 0 and 100, was " + minStrength);
    }
    return found;
  }
}
