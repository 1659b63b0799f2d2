package io.tidemark.collector.feed;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How a feed stands.
 *
 * @param receiving whether market data came within the feed's limit of silence
 * @param liveBooks how many books are known
 * @param connections how many were opened since the beginning
 * @param requestsFrom until when the venue wants no requests, µs since the epoch; 0 if it took all
 * @param silence for how long nothing was heard of each instrument, µs; since the beginning where
 *     nothing ever was
 * @param clockOffset how far the local clock is ahead of the venue's, with the way of a message,
 *     µs; empty while nothing was heard
 */
public record FeedState(
    boolean receiving,
    int liveBooks,
    int connections,
    long requestsFrom,
    Map<String, Long> silence,
    OptionalLong clockOffset) {}
