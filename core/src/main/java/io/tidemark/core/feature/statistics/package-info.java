/** Statistics of any column of the bars. */
@NullMarked
package io.tidemark.core.feature.statistics;

import org.jspecify.annotations.NullMarked;
