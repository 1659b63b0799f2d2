/** Bitstamp's channels. */
@NullMarked
package io.tidemark.exchange.bitstamp;

import org.jspecify.annotations.NullMarked;
