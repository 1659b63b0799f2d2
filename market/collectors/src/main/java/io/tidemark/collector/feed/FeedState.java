package io.tidemark.collector.feed;

/**
 * How a feed stands.
 *
 * @param receiving whether facts come
 * @param liveBooks how many books are known
 * @param connections how many were opened since the beginning
 * @param requestsFrom until when the venue wants no requests, µs since the epoch; 0 if it took all
 */
public record FeedState(boolean receiving, int liveBooks, int connections, long requestsFrom) {}
