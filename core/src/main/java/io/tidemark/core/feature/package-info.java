/** The feature set: incremental indicators over closed bars, the forming bar and context. */
@NullMarked
package io.tidemark.core.feature;

import org.jspecify.annotations.NullMarked;
