package io.tidemark.core.score;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.ModelRef;
import org.jspecify.annotations.Nullable;

/**
 * What FEATURES + SCORE says of one log event, and all that the gates need to judge it. A value
 * that is not there is NaN.
 *
 * @param instrument the key
 * @param kind of the event that caused this
 * @param eventTime of that event, µs since the epoch
 * @param clock the instrument's clock after that event (largest {@code availableAt}), µs
 * @param logOffset of that event
 * @param appendedAt when the log took that event, µs; for latency only
 * @param barClosed whether that event closed a bar; drift is sampled then
 * @param scored whether the model is asked; {@code score} says what it answered
 * @param score the probability of a rise; not finite or outside 0 to 1 if the model failed, NaN
 *     before it was asked
 * @param features the bar's vector that was scored (of a window the last), or that stood at the
 *     bar's close; empty when neither
 * @param barsToWarm closed bars still missing before the model's input can be made; 0 when warm;
 *     {@link #INPUT_MISSING} if bars are not what is missing
 * @param price last price, quote per base
 * @param priceEventTime exchange time of the last price, µs; 0 if there was none
 * @param priceAvailableAt when the last price could be known, µs; 0 if there was none
 * @param atr ATR(14) as a fraction of the price
 * @param volatility realised volatility over 24 bars, annualised
 * @param funding last settled funding rate, fraction per interval
 * @param fundingAt when it could be known, µs; 0 if there was none
 * @param fearGreed Fear and Greed index, a day late, 0 to 100
 * @param fearGreedAt when it could be known, µs; 0 if there was none
 * @param bookAt when the last book could be known, µs; 0 if there was none
 * @param order what a person told us with this event, by whom and why; null if it is no order
 * @param model the one that was or would have been asked
 * @param announced a version that this event is about, soon to be asked; null if it is about none
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record Assessment(
    String instrument,
    EventKind kind,
    long eventTime,
    long clock,
    long logOffset,
    long appendedAt,
    boolean barClosed,
    boolean scored,
    float score,
    float[] features,
    int barsToWarm,
    double price,
    long priceEventTime,
    long priceAvailableAt,
    double atr,
    double volatility,
    double funding,
    long fundingAt,
    double fearGreed,
    long fearGreedAt,
    long bookAt,
    @Nullable Control order,
    ModelRef model,
    @Nullable ModelRef announced) {

  /** Bars are warm, but an input such as the book was never there. */
  public static final int INPUT_MISSING = -1;

  /** What a person told us with this event. */
  public ControlCommand command() {
    return order == null ? ControlCommand.NONE : order.command();
  }

  /** The same with the model's answer. */
  public Assessment withScore(float answer) {
    return new Assessment(
        instrument,
        kind,
        eventTime,
        clock,
        logOffset,
        appendedAt,
        barClosed,
        scored,
        answer,
        features,
        barsToWarm,
        price,
        priceEventTime,
        priceAvailableAt,
        atr,
        volatility,
        funding,
        fundingAt,
        fearGreed,
        fearGreedAt,
        bookAt,
        order,
        model,
        announced);
  }
}
