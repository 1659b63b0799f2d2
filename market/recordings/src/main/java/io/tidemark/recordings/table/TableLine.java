package io.tidemark.recordings.table;

import org.jspecify.annotations.Nullable;

/**
 * One row of a table's file.
 *
 * @param number of the line in the file; the first is 1
 * @param place rises from line to line as they are given out, also where the file is read backwards
 * @param text its bytes, one char each (ISO-8859-1)
 * @param contradiction what its time or its id contradicts, a sentence; null where nothing is
 */
record TableLine(long number, long place, String text, @Nullable String contradiction) {

  TableLine contradicted(String sentence) {
    return new TableLine(number, place, text, sentence);
  }
}
