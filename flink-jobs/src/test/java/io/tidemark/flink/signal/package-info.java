@NullMarked
package io.tidemark.flink.signal;

import org.jspecify.annotations.NullMarked;
