package io.tidemark.recordings.table;

import io.tidemark.recordings.file.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/** The rows of a table's file as text, without its header and empty lines, oldest first. */
interface LineSource extends AutoCloseable {

  /**
   * The next one, or null after the last.
   *
   * @throws UnreadableDataException when the file breaks off
   */
  @Nullable TableLine next();

  @Override
  void close();
}
