package io.tidemark.core.fact;

/**
 * Names one event of an instrument's log.
 *
 * @param instrument the key
 * @param eventTime of the event, µs since the epoch
 * @param logOffset of the event
 */
public record EventRef(String instrument, long eventTime, long logOffset) {}
