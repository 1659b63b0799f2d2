/** How long a signal takes, from the market's message or the log's record, under a set load. */
@NullMarked
package io.tidemark.bench.latency;

import org.jspecify.annotations.NullMarked;
