/**
 * After the Crayfish benchmark (EDBT 2024): a small network inside a stream processor, from Kafka
 * to Kafka.
 */
@NullMarked
package io.tidemark.bench.crayfish;

import org.jspecify.annotations.NullMarked;
