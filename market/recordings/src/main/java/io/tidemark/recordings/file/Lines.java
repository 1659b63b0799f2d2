package io.tidemark.recordings.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a plain, gzipped or zipped file. Each byte is one char (ISO-8859-1), so that a
 * refused line can be kept byte for byte. A byte order mark is no part of the first line.
 */
public final class Lines implements Records {

  /**
   * A longer line is no row of any table and no message; an exchange's list of symbols has 2 MB.
   */
  private static final int LONGEST = 16 << 20;

  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private final Path path;
  private final InputStream in;
  private final boolean mayBeCut;
  private final byte[] buffer = new byte[Unpacked.BUFFER];
  private int position;
  private int limit;
  private long number;
  private @Nullable ByteArrayOutputStream begun;
  private @Nullable String rest;

  private Lines(Path path, InputStream in, boolean mayBeCut) {
    this.path = path;
    this.in = in;
    this.mayBeCut = mayBeCut;
  }

  /** Opens the file; a zip must hold one. */
  public static Lines open(Path path) {
    return new Lines(path, Unpacked.open(path), false);
  }

  /**
   * As {@link #open}, but of a gzip file whose end is missing the lines before are read: whoever
   * recorded it was killed, or the disk was full. A file that was changed is refused all the same.
   */
  public static Lines openCut(Path path) {
    return new Lines(path, Unpacked.open(path), true);
  }

  /** What is left of the line at which the file breaks off; null as long as it does not. */
  public @Nullable String rest() {
    return rest;
  }

  /** The next line without its end, or null after the last. */
  @Override
  public @Nullable String next() {
    if (rest != null) {
      return null;
    }
    try {
      return read();
    } catch (IOException e) {
      if (mayBeCut && e instanceof EOFException) {
        byte[] left = begun == null ? new byte[0] : begun.toByteArray();
        rest = new String(left, StandardCharsets.ISO_8859_1);
        return null;
      }
      throw new UnreadableDataException(
          path + " breaks off after line " + number + " (" + e + "): fetch it again.", e);
    }
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

  private @Nullable String read() throws IOException {
    begun = null;
    while (true) {
      if (position == limit && !fill()) {
        return begun == null ? null : line(begun.toByteArray(), 0, begun.size());
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      if (end < limit && begun == null) {
        String line = line(buffer, position, end);
        position = end + 1;
        return line;
      }
      begun = begun == null ? new ByteArrayOutputStream() : begun;
      begun.write(buffer, position, end - position);
      position = Math.min(end + 1, limit);
      if (end < limit) {
        return line(begun.toByteArray(), 0, begun.size());
      }
      if (begun.size() > LONGEST) {
        throw new UnreadableDataException(
            path + " has a line of more than 16 MiB: it is no table of rows and no recording.");
      }
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private String line(byte[] bytes, int from, int to) {
    number++;
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    String line = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    boolean isMarked = number == 1 && line.startsWith(BYTE_ORDER_MARK);
    return isMarked ? line.substring(BYTE_ORDER_MARK.length()) : line;
  }
}
