package io.tidemark.core.score;

import java.util.Arrays;

/**
 * What a model answered. Whoever needs to know only whether it answered, which way it leans or how
 * far, does not look at the numbers.
 *
 * <p>An answer of one number, as of every model of direction, has no array of its own.
 *
 * @param form what the numbers mean; of no outputs where the model is not asked
 * @param first number as the model answered; NaN before it did
 * @param others the numbers behind it, in the order of the form; empty before it answered
 * @param window the vectors of several bars that it was asked about, oldest first; empty unless
 *     they are kept for the reasons of a signal
 * @param silent whether the model was asked and gave no answer: one that is asked over the network
 *     and was late, or failed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a value
public record Prediction(
    AnswerForm form, float first, float[] others, float[] window, boolean silent) {

  private static final float[] NO_OTHERS = {};
  private static final float[] NOT_KEPT = {};

  /** The model is not asked. */
  public static final Prediction NOT_ASKED =
      new Prediction(AnswerForm.NONE, Float.NaN, NO_OTHERS, NOT_KEPT, false);

  /** The model is asked, and has not answered yet. */
  public static Prediction pending(AnswerForm form) {
    return new Prediction(form, Float.NaN, NO_OTHERS, NOT_KEPT, false);
  }

  /** The same, not answered yet, with the window that it is asked about. */
  Prediction about(float[] vectors) {
    return new Prediction(form, Float.NaN, NO_OTHERS, vectors, false);
  }

  /** What a model of direction answered: the probability of a rise. */
  public static Prediction of(float probability) {
    return new Prediction(AnswerForm.DIRECTION, probability, NO_OTHERS, NOT_KEPT, false);
  }

  /**
   * What a model answered.
   *
   * @param form of the model
   * @param answers its numbers, and others'
   * @param at where its first number is
   */
  public static Prediction of(AnswerForm form, float[] answers, int at) {
    return pending(form).answered(answers, at);
  }

  /**
   * The same with the model's answer.
   *
   * @param answers its numbers, and others'
   * @param at where its first number is
   */
  Prediction answered(float[] answers, int at) {
    int width = form.width();
    float[] behind = width == 1 ? NO_OTHERS : Arrays.copyOfRange(answers, at + 1, at + width);
    return new Prediction(form, answers[at], behind, window, false);
  }

  /** The same of a model that was asked and gave no answer. */
  Prediction unanswered() {
    return new Prediction(form, Float.NaN, NO_OTHERS, window, true);
  }

  /** Whether the model is asked. */
  public boolean asked() {
    return form.width() > 0;
  }

  /** What the model predicts. */
  public Task task() {
    return form.task();
  }

  /** One of the numbers, in the order of the form. */
  public float number(int output) {
    return output == 0 ? first : others[output - 1];
  }

  /** Of a model of direction, of a rise over its horizon; NaN of any other. */
  public float probability() {
    return form.task() == Task.DIRECTION ? first : Float.NaN;
  }

  /** Whether the model answered with what its task asks for. */
  public boolean isValid() {
    return !silent && others.length == form.width() - 1 && form.task().isSound(this);
  }

  /**
   * The number that stands for the answer, and whose distribution the drift gate watches; NaN where
   * the answer is not valid, and of a regime.
   */
  public float score() {
    return isValid() ? form.task().scoreOf(this) : Float.NaN;
  }

  /** How far the score is from the one that says nothing; NaN without a score. */
  public double conviction() {
    return Math.abs(score() - form.task().neutral());
  }

  /** Which way it leans: 1 for a rise, -1 for a fall, 0 for neither. */
  public int lean() {
    if (!form.task().hasSides()) {
      return 0;
    }
    double beyond = score() - form.task().neutral();
    return beyond > 0 ? 1 : beyond < 0 ? -1 : 0;
  }
}
