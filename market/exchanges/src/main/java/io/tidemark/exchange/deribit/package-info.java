/** Deribit's notifications. */
@NullMarked
package io.tidemark.exchange.deribit;

import org.jspecify.annotations.NullMarked;
