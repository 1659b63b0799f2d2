package io.tidemark.core.score;

/**
 * The time that a row of samples spans.
 *
 * @param from event time of the oldest sample, µs since the epoch
 * @param to event time of the newest sample, µs since the epoch
 */
public record SamplePeriod(long from, long to) {}
