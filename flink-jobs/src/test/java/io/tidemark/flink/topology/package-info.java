@NullMarked
package io.tidemark.flink.topology;

import org.jspecify.annotations.NullMarked;
