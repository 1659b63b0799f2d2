/** Flink's state around the core's codecs. */
@NullMarked
package io.tidemark.flink.state;

import org.jspecify.annotations.NullMarked;
