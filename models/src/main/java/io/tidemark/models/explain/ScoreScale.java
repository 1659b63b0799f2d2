package io.tidemark.models.explain;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;

/**
 * The one number of an answer that is shared out, in the unit of {@link
 * io.tidemark.core.explain.Attribution}.
 *
 * @param form of the answers
 */
record ScoreScale(AnswerForm form) {

  /** Nearer to 0 or 1 a float says nothing of the odds. */
  private static final double SUREST = 0x1p-24;

  /** NaN of an answer that is not valid. */
  double of(float[] answers, int at) {
    double score = Prediction.of(form, answers, at).score();
    return form.task() == Task.DIRECTION ? logOdds(score) : score;
  }

  /** Whether a graph's own sums are in this unit. */
  boolean isOf(GraphPath path) {
    return form.width() == 1 && path.sigmoid() == (form.task() == Task.DIRECTION);
  }

  private static double logOdds(double probability) {
    double p = Math.max(SUREST, Math.min(1 - SUREST, probability));
    return Math.log(p / (1 - p));
  }
}
