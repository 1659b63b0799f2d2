/** Bars from trades or candles, gaps and late trades included. */
@NullMarked
package io.tidemark.core.bar;

import org.jspecify.annotations.NullMarked;
