/** BitMEX' tables. */
@NullMarked
package io.tidemark.exchange.bitmex;

import org.jspecify.annotations.NullMarked;
