/** What is measured: named once, counted once, shown as metric and as accumulator. */
@NullMarked
package io.tidemark.flink.metrics;

import org.jspecify.annotations.NullMarked;
