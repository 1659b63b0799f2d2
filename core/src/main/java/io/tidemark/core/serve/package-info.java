/** Which model serves an instrument: changed by its log alone, at a position of it. */
@NullMarked
package io.tidemark.core.serve;

import org.jspecify.annotations.NullMarked;
