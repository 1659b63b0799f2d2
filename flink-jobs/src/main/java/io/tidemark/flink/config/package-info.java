/** What can be configured, and the immutable result of configuring it. */
@NullMarked
package io.tidemark.flink.config;

import org.jspecify.annotations.NullMarked;
