/** MEXC's channels: spot and futures. */
@NullMarked
package io.tidemark.exchange.mexc;

import org.jspecify.annotations.NullMarked;
