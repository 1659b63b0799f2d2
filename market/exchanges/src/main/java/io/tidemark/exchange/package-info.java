/**
 * What exchanges send, as facts of the core: a folder and a {@link
 * io.tidemark.exchange.protocol.Protocol} for each venue, fed with messages in the order of their
 * receipt. Pure: no network, no clock, no files.
 *
 * <p>Read {@link io.tidemark.exchange.Venue} first.
 */
@NullMarked
package io.tidemark.exchange;

import org.jspecify.annotations.NullMarked;
