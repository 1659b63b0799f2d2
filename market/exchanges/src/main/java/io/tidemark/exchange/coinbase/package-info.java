/** Coinbase Exchange's channels. */
@NullMarked
package io.tidemark.exchange.coinbase;

import org.jspecify.annotations.NullMarked;
