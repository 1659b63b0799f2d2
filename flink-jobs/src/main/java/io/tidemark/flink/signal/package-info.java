/** The signal job: features and score, drift gate, risk gate, on one key. */
@NullMarked
package io.tidemark.flink.signal;

import org.jspecify.annotations.NullMarked;
