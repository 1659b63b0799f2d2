package io.tidemark.backtest;

import io.tidemark.core.score.Prediction;

/**
 * What a model answered and what came of it.
 *
 * @param time when its features could be known, µs since the epoch
 * @param barClosed whether a bar had just closed
 * @param prediction {@link Prediction#NOT_ASKED} of a row that only has a past to tell
 * @param forwardReturn log return to the horizon
 * @param forwardVolatility realised to the horizon, annualised fraction
 * @param barReturn log return of the last bar; NaN if the data does not say
 */
record ScoredRow(
    long time,
    boolean barClosed,
    Prediction prediction,
    double forwardReturn,
    double forwardVolatility,
    double barReturn) {}
