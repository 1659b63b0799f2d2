/** A seeded market, its log, and a way to run the jobs on it without Kafka. */
@NullMarked
package io.tidemark.flink.testbed;

import org.jspecify.annotations.NullMarked;
