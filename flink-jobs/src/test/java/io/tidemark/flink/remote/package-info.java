@NullMarked
package io.tidemark.flink.remote;

import org.jspecify.annotations.NullMarked;
