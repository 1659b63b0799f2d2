package io.tidemark.recordings.file;

import java.nio.file.Path;

/** What the records of a file are. */
public enum RecordLayout {
  /** One in each line. */
  LINES {
    @Override
    public Records open(Path path) {
      return Lines.open(path);
    }
  },
  /** One in each element of a JSON array, which may be the value of a name such as {@code data}. */
  ELEMENTS {
    @Override
    public Records open(Path path) {
      return ArrayElements.open(path);
    }
  };

  /**
   * Opens the file.
   *
   * @throws UnreadableDataException when it cannot be opened
   */
  public abstract Records open(Path path);
}
