package io.tidemark.core.contest;

/**
 * What two versions answered at one moment, and what came of it.
 *
 * @param clock when both were asked, µs since the epoch
 * @param champion the number of its answer, see {@link
 *     io.tidemark.core.outcome.OutcomeMeasure#answerOf}
 * @param challenger as the champion's
 * @param forwardReturn log return to the horizon
 * @param forwardVolatility to the horizon, annualised fraction
 */
public record PairedOutcome(
    long clock,
    double champion,
    double challenger,
    double forwardReturn,
    double forwardVolatility) {}
