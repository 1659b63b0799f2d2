/** The doors to Kafka: records as they come, sinks by delivery guarantee. */
@NullMarked
package io.tidemark.flink.kafka;

import org.jspecify.annotations.NullMarked;
