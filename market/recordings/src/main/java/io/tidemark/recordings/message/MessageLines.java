package io.tidemark.recordings.message;

import io.tidemark.recordings.file.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/** The messages of one file, one at a time, in the order in which they were written down. */
public interface MessageLines extends AutoCloseable {

  /**
   * The next one, or null after the last.
   *
   * @param latest the largest time so far, µs since the epoch: that of a line that does not say
   * @throws UnreadableDataException when the file breaks off
   */
  @Nullable MessageLine next(long latest);

  @Override
  void close();
}
