/** An instrument's log folded by all three stages: what the jobs do, without Flink. */
@NullMarked
package io.tidemark.core.fold;

import org.jspecify.annotations.NullMarked;
