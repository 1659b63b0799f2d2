/** A real Kafka broker inside this process, for the demo and the tests. */
@NullMarked
package io.tidemark.cli.kafka;

import org.jspecify.annotations.NullMarked;
