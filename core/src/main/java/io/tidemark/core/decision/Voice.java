package io.tidemark.core.decision;

import io.tidemark.core.score.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What one model says at an event.
 *
 * @param member its name within the strategy
 * @param prediction its newest answer; {@link Prediction#NOT_ASKED} where there is none
 * @param strength percentile of the answer's conviction, 0 to 100; NaN without a score
 * @param closed whether it answered at this event, at the close of a bar
 * @param abstention why it says nothing; null if it speaks
 */
public record Voice(
    String member,
    Prediction prediction,
    double strength,
    boolean closed,
    @Nullable Abstention abstention) {

  /**
   * A model that answered. An answer that makes no sense is an abstention.
   *
   * @param strength percentile, 0 to 100; NaN without a score
   * @param closed whether a bar closed with this event
   */
  public static Voice of(String member, Prediction prediction, double strength, boolean closed) {
    Abstention fault = prediction.isValid() ? null : Abstention.INVALID_ANSWER;
    return new Voice(member, prediction, strength, closed, fault);
  }

  /** A model that says nothing. */
  public static Voice silent(String member, Abstention why) {
    return new Voice(member, Prediction.NOT_ASKED, Double.NaN, false, why);
  }

  /** Whether it says something. */
  public boolean speaks() {
    return abstention == null;
  }
}
