/** Features of the candles of another instrument. */
@NullMarked
package io.tidemark.core.feature.reference;

import org.jspecify.annotations.NullMarked;
