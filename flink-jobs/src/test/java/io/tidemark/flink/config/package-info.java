@NullMarked
package io.tidemark.flink.config;

import org.jspecify.annotations.NullMarked;
