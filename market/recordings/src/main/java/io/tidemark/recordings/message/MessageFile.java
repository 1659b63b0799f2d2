package io.tidemark.recordings.message;

import io.tidemark.recordings.file.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/** One file of a recording on the way into the merge. */
public final class MessageFile implements AutoCloseable {

  private final MessageLines lines;
  private final int rank;
  private long latest;
  private @Nullable MessageLine head;

  /**
   * Reads the first line.
   *
   * @param rank who goes first at the same time
   */
  public MessageFile(MessageLines lines, int rank) {
    this.lines = lines;
    this.rank = rank;
    try {
      advance();
    } catch (UnreadableDataException e) {
      lines.close();
      throw e;
    }
  }

  /** The line whose turn it is, or null when there are no more. */
  @Nullable MessageLine head() {
    return head;
  }

  /** The largest time of its lines so far, µs since the epoch. */
  long latest() {
    return latest;
  }

  int rank() {
    return rank;
  }

  /** Goes to the next line. */
  void advance() {
    head = lines.next(latest);
    latest = head == null ? latest : Math.max(latest, head.at());
  }

  @Override
  public void close() {
    lines.close();
  }
}
