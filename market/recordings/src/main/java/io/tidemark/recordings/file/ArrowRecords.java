package io.tidemark.recordings.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of Apache Arrow (feather, version 2) without nested columns, as lines of cells
 * with commas between. The first record is the names of the columns. An absent value is an empty
 * cell. Columns are plain or packed with LZ4. The format is Arrow's IPC file format: a mark, then
 * messages, each with a FlatBuffer that says what its body is; what stands at the file's end is not
 * needed to read it from the beginning. A batch of rows is held in memory.
 */
final class ArrowRecords implements Records {

  private static final int SCHEMA = 1;
  private static final int BATCH = 3;
  private static final int CONTINUES = -1;
  private static final int LZ4 = 0;
  private static final int MOST_BYTES = 1 << 30;

  /** What is packed with LZ4 becomes at most so many times as long. */
  private static final int MOST_TIMES = 256;

  private final Path path;
  private final InputStream in;
  private List<ArrowColumn> columns = List.of();
  private List<ByteBuffer[]> values = List.of();
  private int rows;
  private int row;
  private long number;

  /** A message, and the bytes that it is about. */
  private record Message(FlatTable about, ByteBuffer body) {

    int kind() {
      return about.byteAt(1);
    }

    FlatTable header() throws IOException {
      FlatTable header = about.table(2);
      if (header == null) {
        throw new IOException("a message says nothing");
      }
      return header;
    }
  }

  private ArrowRecords(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  /**
   * Opens the file.
   *
   * @throws UnreadableDataException where it is not whole, or has columns that are not read
   */
  static ArrowRecords open(Path path) {
    ArrowRecords records = new ArrowRecords(path, Unpacked.open(path));
    try {
      records.begin();
      return records;
    } catch (IOException | RuntimeException e) {
      records.close();
      throw records.unreadable(e);
    }
  }

  private void begin() throws IOException {
    exactly(8); // the mark
    Message first = message();
    if (first == null || first.kind() != SCHEMA) {
      throw new IOException("no schema comes first");
    }
    List<ArrowColumn> known = new ArrayList<>();
    for (FlatTable field : first.header().tables(1)) {
      ArrowColumn column = ArrowColumn.of(field);
      if (column == null) {
        throw new IOException("the column " + field.text(0) + " has a type that is not read");
      }
      known.add(column);
    }
    if (known.isEmpty()) {
      throw new IOException("it has no columns");
    }
    columns = known;
  }

  @Override
  public @Nullable String next() {
    if (number == 0) {
      number = 1;
      return columns.stream().map(ArrowColumn::name).collect(Collectors.joining(","));
    }
    try {
      while (row == rows) {
        Message message = message();
        if (message == null) {
          return null;
        }
        if (message.kind() == BATCH) {
          batch(message);
        }
      }
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        line.append(i == 0 ? "" : ",").append(columns.get(i).cell(values.get(i), row));
      }
      row++;
      number++;
      return line.toString();
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** The next one; null where the messages end. */
  private @Nullable Message message() throws IOException {
    int length = exactly(4).getInt(0);
    length = length == CONTINUES ? exactly(4).getInt(0) : length;
    if (length == 0) {
      return null;
    }
    FlatTable about = FlatTable.root(exactly(length));
    return new Message(about, exactly(Math.toIntExact(about.longAt(3))));
  }

  private void batch(Message message) throws IOException {
    FlatTable header = message.header();
    FlatTable packing = header.table(3);
    if (packing != null && packing.byteAt(0) != LZ4) {
      throw new IOException("its columns are packed with Zstandard, which is not read");
    }
    long[] buffers = header.pairs(2);
    List<ByteBuffer[]> read = new ArrayList<>();
    int next = 0;
    for (ArrowColumn column : columns) {
      ByteBuffer[] own = new ByteBuffer[column.buffers()];
      for (int i = 0; i < own.length; i++, next += 2) {
        int length = Math.toIntExact(buffers[next + 1]);
        ByteBuffer bytes = message.body().slice(Math.toIntExact(buffers[next]), length);
        own[i] = packing == null ? bytes.order(ByteOrder.LITTLE_ENDIAN) : unpacked(bytes);
      }
      read.add(own);
    }
    values = read;
    rows = Math.toIntExact(header.longAt(0));
    row = 0;
  }

  /** How long it is unpacked stands before it; -1 where it is not packed. */
  private static ByteBuffer unpacked(ByteBuffer bytes) throws IOException {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() == 0) {
      return bytes;
    }
    long length = bytes.getLong();
    if (length > Math.min(MOST_BYTES, (long) MOST_TIMES * bytes.capacity())) {
      throw new IOException("a column has " + length + " bytes");
    }
    return length < 0
        ? bytes.slice().order(ByteOrder.LITTLE_ENDIAN)
        : Lz4Frame.unpacked(bytes, (int) length);
  }

  private ByteBuffer exactly(int size) throws IOException {
    if (size < 0 || size > MOST_BYTES) {
      throw new IOException("a message has " + size + " bytes");
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("it breaks off");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private UnreadableDataException unreadable(Exception why) {
    return new UnreadableDataException(
        path
            + " cannot be read as feather ("
            + why.getMessage()
            + "): check that it is whole, or write it as JSON, by freqtrade convert-data"
            + " --format-from feather --format-to json, or as CSV.",
        why);
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UnreadableDataException(path + " cannot be closed: " + e, e);
    }
  }
}
