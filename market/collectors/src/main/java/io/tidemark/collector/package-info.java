/**
 * Live market data: sockets of exchanges to the input topics. Begin with {@link
 * io.tidemark.collector.feed.VenueFeed}, which decides everything and touches no network.
 *
 * <pre>
 * net  -- FeedEvent -->  feed.VenueFeed  -- FeedAction -->  net, sink
 *                            |       \
 *               venue.VenueDialect  exchange.protocol.Protocol
 * </pre>
 *
 * What has no socket is asked for by {@link io.tidemark.collector.poll.Poller}s; what is heard is
 * written down by {@link io.tidemark.collector.recorder.FeedRecorder}s.
 */
@NullMarked
package io.tidemark.collector;

import org.jspecify.annotations.NullMarked;
