package io.tidemark.exchange.candle;

import io.tidemark.core.fact.Candle;
import java.util.List;

/**
 * What an answer says of the past.
 *
 * @param candles that have closed, the oldest first, none twice
 * @param leftOut how many rows are not among them and why, for people; empty where all are but the
 *     newest
 */
public record ClosedCandles(List<Candle> candles, String leftOut) {}
