package io.tidemark.cli.data;

import org.jspecify.annotations.Nullable;

/** Rows, one at a time, in the order in which they were written down. */
interface Rows extends AutoCloseable {

  /**
   * The next row, valid or refused, or null after the last.
   *
   * @throws UnreadableDataException when a file breaks off
   */
  @Nullable Row next();

  @Override
  void close();
}
