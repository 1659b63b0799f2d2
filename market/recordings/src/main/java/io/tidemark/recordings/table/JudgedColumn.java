package io.tidemark.recordings.table;

/**
 * A column by which the lines of a table are judged.
 *
 * @param of what a line says in it
 * @param judgement in the same unit
 */
public record JudgedColumn(LineTime of, Judgement judgement) {}
