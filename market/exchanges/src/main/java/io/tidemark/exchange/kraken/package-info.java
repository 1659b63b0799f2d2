/** Kraken's channels, spot and futures. */
@NullMarked
package io.tidemark.exchange.kraken;

import org.jspecify.annotations.NullMarked;
