@NullMarked
package io.tidemark.flink.sequence;

import org.jspecify.annotations.NullMarked;
