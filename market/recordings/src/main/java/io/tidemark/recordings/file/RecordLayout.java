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
  },
  /** One in each row of a Parquet file, behind the names of its columns. */
  PARQUET {
    @Override
    public Records open(Path path) {
      return ParquetRecords.open(path);
    }
  },
  /** One in each row of a file of Apache Arrow, behind the names of its columns. */
  ARROW {
    @Override
    public Records open(Path path) {
      return ArrowRecords.open(path);
    }
  },
  /** One in each element of a NumPy array with named fields, behind their names. */
  NUMPY {
    @Override
    public Records open(Path path) {
      return NumpyRecords.open(path);
    }
  };

  private static final String PARQUET_MARK = "PAR1";
  private static final String ARROW_MARK = "ARROW1";
  private static final String NUMPY_MARK = "\u0093NUMPY";

  /**
   * That of a table that is no JSON array.
   *
   * @param head how the file begins
   */
  public static RecordLayout ofTable(String head) {
    return head.startsWith(PARQUET_MARK)
        ? PARQUET
        : head.startsWith(ARROW_MARK) ? ARROW : head.startsWith(NUMPY_MARK) ? NUMPY : LINES;
  }

  /**
   * Opens the file.
   *
   * @throws UnreadableDataException when it cannot be opened
   */
  public abstract Records open(Path path);
}
