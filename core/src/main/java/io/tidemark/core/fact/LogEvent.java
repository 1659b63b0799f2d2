package io.tidemark.core.fact;

/**
 * One entry of an instrument's log: the unit of truth.
 *
 * @param instrument the key; never {@link Instruments#ALL}, market-wide facts are copied to each
 *     key
 * @param availableAt when it could be known, µs since the epoch; does not fall along a key's log,
 *     unless arrivals were later than {@code sequence.wait} allows
 * @param origin where the fact came from
 * @param offset its position in the log's partition; -1 before it is written
 * @param appendedAt when the log took it, µs since the epoch by the broker's clock; for latency
 *     only, no result depends on it
 * @param fact the fact
 */
public record LogEvent(
    String instrument, long availableAt, Origin origin, long offset, long appendedAt, Fact fact) {}
