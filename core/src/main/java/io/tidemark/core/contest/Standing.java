package io.tidemark.core.contest;

/**
 * How a contest stands.
 *
 * @param verdict what follows
 * @param reason why, a clause
 * @param outcomes that counted
 * @param advantage mean loss of the champion less the challenger's, in the unit of the loss; NaN
 *     without outcomes
 * @param evidenceFor the challenger, against {@code 1/error}; no unit
 * @param evidenceAgainst the challenger, against {@code 1/error}; no unit
 * @param championBound how far it may be out of calibration: of a direction a probability, of a
 *     volatility a log ratio of variances; NaN before two outcomes
 * @param challengerBound as the champion's
 */
public record Standing(
    ContestVerdict verdict,
    String reason,
    int outcomes,
    double advantage,
    double evidenceFor,
    double evidenceAgainst,
    double championBound,
    double challengerBound) {}
