/** Crypto.com's channels. */
@NullMarked
package io.tidemark.exchange.cryptocom;

import org.jspecify.annotations.NullMarked;
