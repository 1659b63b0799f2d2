/** Tests of the drift gate and its statistic. */
@NullMarked
package io.tidemark.core.drift;

import org.jspecify.annotations.NullMarked;
