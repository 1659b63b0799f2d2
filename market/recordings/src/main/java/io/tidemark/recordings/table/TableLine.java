package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table's file.
 *
 * @param number of the record in the file; the first is 1
 * @param place rises from row to row as they are given out, also where the file is read backwards
 * @param text its bytes, one char each (ISO-8859-1)
 * @param row what it says, in a form that is read; or why it says nothing
 * @param contradiction what its time or its id contradicts, a sentence; null where nothing is
 */
record TableLine(
    long number, long place, String text, Parsed<String> row, @Nullable String contradiction) {

  TableLine contradicted(String sentence) {
    return new TableLine(number, place, text, row, sentence);
  }

  TableLine at(long newPlace) {
    return new TableLine(number, newPlace, text, row, contradiction);
  }
}
