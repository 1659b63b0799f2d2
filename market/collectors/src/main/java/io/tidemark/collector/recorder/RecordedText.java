package io.tidemark.collector.recorder;

/**
 * One line of a recording.
 *
 * @param at when it was heard, µs since the epoch
 * @param line without its end
 */
record RecordedText(long at, String line) {}
