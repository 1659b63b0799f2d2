@NullMarked
package io.tidemark.flink;

import org.jspecify.annotations.NullMarked;
