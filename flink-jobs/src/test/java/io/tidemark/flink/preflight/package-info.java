@NullMarked
package io.tidemark.flink.preflight;

import org.jspecify.annotations.NullMarked;
