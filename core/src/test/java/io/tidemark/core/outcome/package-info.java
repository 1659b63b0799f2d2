/** Tests of outcomes and of what is asked of them. */
@NullMarked
package io.tidemark.core.outcome;

import org.jspecify.annotations.NullMarked;
