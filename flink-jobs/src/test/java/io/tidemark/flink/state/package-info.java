@NullMarked
package io.tidemark.flink.state;

import org.jspecify.annotations.NullMarked;
