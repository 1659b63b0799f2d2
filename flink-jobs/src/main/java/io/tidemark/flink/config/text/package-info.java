/** Options as texts: where they come from, what they refer to, and which values they may hold. */
@NullMarked
package io.tidemark.flink.config.text;

import org.jspecify.annotations.NullMarked;
