/** Bitget's channels. */
@NullMarked
package io.tidemark.exchange.bitget;

import org.jspecify.annotations.NullMarked;
