package io.tidemark.core.score;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.market.MarketContext;

/**
 * What FEATURES + SCORE says of one log event, and all that the gates need to evaluate it.
 *
 * @param cause the event
 * @param clock the instrument's clock after that event (largest {@code availableAt}, commands left
 *     aside), µs; of a command before which there was nothing else, the time that it says it has
 * @param barClosed whether that event closed a bar; drift is sampled then
 * @param features the bar's vector that was scored (of a window the last), or that stood at the
 *     bar's close; empty when neither
 * @param barsToWarm closed bars still missing before the model's input can be made; 0 when warm;
 *     {@link #INPUT_MISSING} if bars are not what is missing
 * @param market what the risk rules look at
 * @param model the one that was or would have been asked
 * @param prediction whether the model is asked, and what it answered
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record Assessment(
    Cause cause,
    long clock,
    boolean barClosed,
    float[] features,
    int barsToWarm,
    MarketContext market,
    ModelRef model,
    Prediction prediction) {

  /** Bars are warm, but an input such as the book was never there. */
  public static final int INPUT_MISSING = -1;

  /** The key. */
  public String instrument() {
    return cause.event().instrument();
  }

  /** Event time of the cause, µs since the epoch; of a command hardly ahead of the clock. */
  public long eventTime() {
    return cause.event().eventTime();
  }

  /** From when on it holds what a person said with the event, µs since the epoch: no age. */
  public long moment() {
    return Math.max(clock, eventTime());
  }

  /** Log offset of the cause. */
  public long logOffset() {
    return cause.event().logOffset();
  }

  /** What a person told us with this event. */
  public ControlCommand command() {
    return cause.command();
  }

  /** Whether the model is asked; {@link #prediction} says what it answered. */
  public boolean scored() {
    return prediction.asked();
  }

  /**
   * All that was scored: the vectors of the window where they were kept, and of a model of one bar
   * its vector.
   */
  public float[] window() {
    return prediction.window().length == 0 ? features : prediction.window();
  }

  /**
   * The same with the model's answer.
   *
   * @param answers its numbers, and others'
   * @param at where its first number is
   */
  public Assessment withAnswer(float[] answers, int at) {
    return with(prediction.answered(answers, at));
  }

  /** The same where the model was asked and gave no answer. */
  public Assessment unanswered() {
    return with(prediction.unanswered());
  }

  private Assessment with(Prediction said) {
    return new Assessment(cause, clock, barClosed, features, barsToWarm, market, model, said);
  }
}
