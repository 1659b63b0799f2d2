package io.tidemark.flink.sequence;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where the sequence job writes.
 *
 * @param log {@code market.events.v1}
 * @param deadLetters {@code dead-letter.v1}
 */
public record SequenceSinks(Sink<LogEvent> log, Sink<DeadLetter> deadLetters) {}
