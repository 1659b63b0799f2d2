package io.tidemark.collector.venue;

import io.tidemark.exchange.candle.CandleAnswer;
import java.net.URI;

/**
 * A request for past candles, and how it is answered.
 *
 * @param asked candles that this answer has at most
 * @param most candles that the venue ever answers with
 */
public record PastCandles(URI request, CandleAnswer answer, int asked, int most) {}
