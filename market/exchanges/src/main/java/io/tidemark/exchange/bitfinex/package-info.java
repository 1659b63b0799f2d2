/** Bitfinex' channels. */
@NullMarked
package io.tidemark.exchange.bitfinex;

import org.jspecify.annotations.NullMarked;
