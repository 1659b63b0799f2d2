package io.tidemark.core.signal;

import io.tidemark.core.score.Prediction;
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
   * The action that a prediction proposes. Without one, and where it leans to neither side, there
   * is no direction: a HOLD. So there is none of a volatility or a regime either.
   *
   * @param strength of the prediction, a percentile; NaN if it is not valid
   */
  public Action proposal(Prediction prediction, double strength) {
    if (!(strength >= minStrength) || prediction.lean() == 0) {
      return Action.HOLD;
    }
    return prediction.lean() > 0 ? Action.BUY : Action.SELL;
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
