package io.tidemark.core.fact;

/**
 * Where a fact came from. Offsets are monotone per instrument, topic and partition, which is how
 * the signal job knows a repetition.
 *
 * @param topic the input topic, or the recorded file's name
 * @param partition its partition; 0 for a file
 * @param offset its offset; the row for a table, 10,000 times the line plus the fact's position in
 *     it for a recording of messages
 */
public record Origin(String topic, int partition, long offset) {}
