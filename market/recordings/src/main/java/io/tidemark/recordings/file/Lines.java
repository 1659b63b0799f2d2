package io.tidemark.recordings.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a plain or gzipped file, told apart by its first bytes. Each byte is one char
 * (ISO-8859-1), so that a refused line can be kept byte for byte.
 */
public final class Lines implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  /**
   * A longer line is no row of any table and no message; an exchange's list of symbols has 2 MB.
   */
  private static final int LONGEST = 16 << 20;

  private final Path path;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long number;

  private Lines(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  public static Lines open(Path path) {
    InputStream raw = null;
    try {
      if (Files.isDirectory(path)) {
        throw new UnreadableDataException(path + " is a directory: name the files in it.");
      }
      raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
      return new Lines(path, isGzip(raw) ? new GZIPInputStream(raw, BUFFER) : raw);
    } catch (NoSuchFileException e) {
      throw new UnreadableDataException("There is no file " + path + ": check the path.", e);
    } catch (IOException e) {
      closeAfterFailure(raw, e);
      throw new UnreadableDataException(
          path + " cannot be opened (" + e + "): check that it is whole and may be read.", e);
    }
  }

  private static void closeAfterFailure(@Nullable InputStream raw, IOException failure) {
    if (raw != null) {
      try {
        raw.close();
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
    }
  }

  private static boolean isGzip(InputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzip;
  }

  /** The next line without its end, or null after the last. */
  @Nullable
  public String next() {
    try {
      return read();
    } catch (IOException e) {
      throw new UnreadableDataException(
          path + " breaks off after line " + number + " (" + e + "): fetch it again.", e);
    }
  }

  /** The number of the line that was read last; the first is 1. */
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
    ByteArrayOutputStream begun = null;
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
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
