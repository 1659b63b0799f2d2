package io.tidemark.flink.io;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;

/**
 * A record of an input topic and the fact that it tells.
 *
 * @param record as it came
 * @param fact the fact, or the reason why there is none
 */
public record Arrival(RawRecord record, Parsed<Fact> fact) {}
