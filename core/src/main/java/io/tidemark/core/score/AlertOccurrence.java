package io.tidemark.core.score;

/**
 * Which alert a record is about, and how far the alert has come.
 *
 * @param id the same when it opens and when it closes
 * @param phase opened or closed
 * @param instrument the key
 * @param openedAt event time at which it opened, µs since the epoch
 * @param eventTime event time of this record, µs since the epoch
 * @param repeats how often its cause was seen again since it opened
 */
public record AlertOccurrence(
    String id, AlertPhase phase, String instrument, long openedAt, long eventTime, long repeats) {}
