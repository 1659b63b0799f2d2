/** The sequence job: decode, validate, fan out, order, tick. */
@NullMarked
package io.tidemark.flink.sequence;

import org.jspecify.annotations.NullMarked;
