package io.tidemark.collector.poll;

import java.util.Map;

/**
 * How a poller stands.
 *
 * @param well whether its last request was answered as it should be
 * @param answeredAt when it was last answered so, µs since the epoch; 0 for never
 * @param nextAt when it asks again, µs since the epoch
 * @param trouble why it is not well; empty if it is
 * @param counts what is not there was not counted
 */
public record PollState(
    boolean well, long answeredAt, long nextAt, String trouble, Map<PollCount, Long> counts) {}
