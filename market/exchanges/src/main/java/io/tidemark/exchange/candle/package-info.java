/** Closed candles in answers to requests for past ones. */
@NullMarked
package io.tidemark.exchange.candle;

import org.jspecify.annotations.NullMarked;
