package io.tidemark.cli.data;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;

/**
 * One line of a recorded file and what it says.
 *
 * @param number the line's number in the file; the header is line 1
 * @param line its bytes, one char each (ISO-8859-1)
 * @param fact the fact, or why there is none
 */
public record Row(long number, String line, Parsed<Fact> fact) {}
