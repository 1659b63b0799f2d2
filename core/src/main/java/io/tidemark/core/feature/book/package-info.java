/** Features of the order book. */
@NullMarked
package io.tidemark.core.feature.book;

import org.jspecify.annotations.NullMarked;
