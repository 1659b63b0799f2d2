@NullMarked
package io.tidemark.flink.metrics;

import org.jspecify.annotations.NullMarked;
