/** Reads Kafka's input topics as one: merged while they are behind, passed through when not. */
@NullMarked
package io.tidemark.flink.kafka.merge;

import org.jspecify.annotations.NullMarked;
