package io.tidemark.recordings.message;

import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.Message;

/**
 * One line of a recording.
 *
 * @param origin the name of its file
 * @param number of the line, the first is 1
 * @param line its bytes, one char each (ISO-8859-1)
 * @param at when it was recorded, µs since the epoch; that of the line before where it does not say
 * @param message the message, or why the line is none
 */
record MessageLine(String origin, long number, String line, long at, Parsed<Message> message) {}
