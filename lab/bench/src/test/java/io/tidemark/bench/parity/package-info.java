/** Vectors of the job, the export and a plain loop, held against each other bit by bit. */
@NullMarked
package io.tidemark.bench.parity;

import org.jspecify.annotations.NullMarked;
