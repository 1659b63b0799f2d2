/** Features of closing prices: returns, averages, oscillators. */
@NullMarked
package io.tidemark.core.feature.price;

import org.jspecify.annotations.NullMarked;
