/** Flink SQL functions: doors into the core, no logic of their own. */
@NullMarked
package io.tidemark.udf;

import org.jspecify.annotations.NullMarked;
