package io.tidemark.collector.feed;

/**
 * When something happened, by two clocks: what is written is stamped by the wall's, which may be
 * set back; what is waited for is measured by one that only goes on.
 *
 * @param stamp µs since the epoch
 * @param tick µs since some beginning, above 0
 */
public record FeedMoment(long stamp, long tick) {}
