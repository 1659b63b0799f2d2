/** Bybit's topics. */
@NullMarked
package io.tidemark.exchange.bybit;

import org.jspecify.annotations.NullMarked;
