/** Tests of injected changes. */
@NullMarked
package io.tidemark.bench.outcome;

import org.jspecify.annotations.NullMarked;
