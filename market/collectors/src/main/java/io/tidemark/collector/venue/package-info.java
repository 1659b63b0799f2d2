/**
 * How each venue wants to be talked to. Begin with {@link
 * io.tidemark.collector.venue.VenueDialect}.
 */
@NullMarked
package io.tidemark.collector.venue;

import org.jspecify.annotations.NullMarked;
