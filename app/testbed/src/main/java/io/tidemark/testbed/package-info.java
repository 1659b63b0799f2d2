/** A Kafka broker and a Flink cluster in this process. */
@NullMarked
package io.tidemark.testbed;

import org.jspecify.annotations.NullMarked;
