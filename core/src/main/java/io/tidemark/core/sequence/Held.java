package io.tidemark.core.sequence;

import io.tidemark.core.fact.LogEvent;

/**
 * An arrival that waits for its place.
 *
 * @param event what arrived
 * @param arrivedAt when, by the wall clock, ms since the epoch
 */
public record Held(LogEvent event, long arrivedAt) {}
