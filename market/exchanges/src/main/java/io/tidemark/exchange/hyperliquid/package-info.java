/** Hyperliquid's channels. */
@NullMarked
package io.tidemark.exchange.hyperliquid;

import org.jspecify.annotations.NullMarked;
