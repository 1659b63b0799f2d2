/** Features of volatility, ranges and jumps. */
@NullMarked
package io.tidemark.core.feature.volatility;

import org.jspecify.annotations.NullMarked;
