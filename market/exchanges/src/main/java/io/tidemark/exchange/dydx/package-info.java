/** dYdX' channels. */
@NullMarked
package io.tidemark.exchange.dydx;

import org.jspecify.annotations.NullMarked;
