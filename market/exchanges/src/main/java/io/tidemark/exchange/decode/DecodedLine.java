package io.tidemark.exchange.decode;

import io.tidemark.exchange.protocol.Outcome;
import java.util.List;

/**
 * A line and what became of it.
 *
 * @param number of the line, the first is 1
 * @param outcomes at least one
 */
public record DecodedLine(long number, List<Outcome> outcomes) {}
