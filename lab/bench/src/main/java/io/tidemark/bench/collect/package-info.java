/**
 * From a venue's socket to Kafka: what a message costs, and where.
 *
 * <p>Read {@link io.tidemark.bench.collect.VenueStream} first.
 */
@NullMarked
package io.tidemark.bench.collect;

import org.jspecify.annotations.NullMarked;
