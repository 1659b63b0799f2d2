/** Binance's streams: spot, USD-M and COIN-M futures. */
@NullMarked
package io.tidemark.exchange.binance;

import org.jspecify.annotations.NullMarked;
