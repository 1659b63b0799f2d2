package io.tidemark.models.explain;

import io.tidemark.core.explain.Link;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;

/**
 * The one number of an answer that is shared out.
 *
 * @param form of the answers
 * @param link its unit
 */
record ScoreScale(AnswerForm form, Link link) {

  /** Nearer to 0 or 1 a float says nothing of the odds. */
  private static final double SUREST = 0x1p-24;

  /** Of a model that is asked. */
  static ScoreScale of(AnswerForm form) {
    return new ScoreScale(form, form.task() == Task.DIRECTION ? Link.LOG_ODDS : Link.SCORE);
  }

  /** NaN of an answer that is not valid. */
  double of(float[] answers, int at) {
    double score = Prediction.of(form, answers, at).score();
    return link == Link.LOG_ODDS ? logOdds(score) : score;
  }

  /**
   * How far a sum may be from an answer because the answer is a float: the odds of one near 0 or 1
   * are hardly known.
   *
   * @param asked what {@link #of(float[], int)} made of the answer
   */
  double rounding(double asked) {
    if (link != Link.LOG_ODDS) {
      return 0;
    }
    double p = 1 / (1 + Math.exp(-asked));
    return 2 * SUREST / (p * (1 - p));
  }

  /** A sum as far as an answer can show it. */
  double shown(double sum) {
    double surest = logOdds(1);
    return link == Link.LOG_ODDS ? Math.max(-surest, Math.min(surest, sum)) : sum;
  }

  private static double logOdds(double probability) {
    double p = Math.max(SUREST, Math.min(1 - SUREST, probability));
    return Math.log(p / (1 - p));
  }
}
