@NullMarked
package io.tidemark.flink.strategy;

import org.jspecify.annotations.NullMarked;
