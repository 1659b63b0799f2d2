package io.tidemark.recordings.file;

import org.jspecify.annotations.Nullable;

/** The records of a file, one at a time: its lines, or the elements of its JSON array. */
public interface Records extends AutoCloseable {

  /**
   * The next one, or null after the last.
   *
   * @throws UnreadableDataException when the file breaks off
   */
  @Nullable String next();

  /** The number of the one that was read last; the first is 1. */
  long number();

  @Override
  void close();
}
