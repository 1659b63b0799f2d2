package io.tidemark.recordings.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a JSON array that is the whole of a file, or of the first array of arrays or
 * objects within its object; each without blanks between its parts. Each byte is one char
 * (ISO-8859-1).
 */
public final class ArrayElements implements Records {

  /** A longer element is no row of any table. */
  private static final int LONGEST = 1 << 20;

  private static final int END = -1;

  private final Path path;
  private final InputStream in;
  private final byte[] buffer = new byte[Unpacked.BUFFER];
  private int position;
  private int limit;
  private long number;
  private boolean isOver;

  private ArrayElements(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  /** Opens the file, up to the first element. */
  public static ArrayElements open(Path path) {
    ArrayElements elements = new ArrayElements(path, Unpacked.open(path));
    try {
      elements.begin();
    } catch (UnreadableDataException e) {
      elements.close();
      throw e;
    }
    return elements;
  }

  private void begin() {
    int depth = 0;
    boolean isText = false;
    for (int c = read(); c != END; c = read()) {
      if (isText) {
        c = c == '\\' ? escaped() : c;
        isText = c != '"';
      } else if (c == '[' && (depth == 0 || holdsRows())) {
        return;
      } else {
        isText = c == '"';
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
    }
    throw new UnreadableDataException(path + " is JSON without an array of rows: fetch it again.");
  }

  /** Whether an array that has begun holds arrays or objects, and no texts or nothing. */
  private boolean holdsRows() {
    while (isBlank(peek())) {
      read();
    }
    return peek() == '[' || peek() == '{';
  }

  private int escaped() {
    read();
    return 0;
  }

  @Override
  public @Nullable String next() {
    if (isOver) {
      return null;
    }
    int c = read();
    while (c == ',' || isBlank(c)) {
      c = read();
    }
    if (c == ']') {
      isOver = true;
      return null;
    }
    String element = element(c);
    number++;
    return element;
  }

  private String element(int first) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    boolean isText = false;
    for (int c = first; ; c = read()) {
      if (c == END || text.length() > LONGEST) {
        throw new UnreadableDataException(
            c == END
                ? path + " breaks off after element " + number + ": fetch it again."
                : path + " has an element of more than 1 MiB: it is no array of rows.");
      }
      if (isText || !isBlank(c)) {
        text.append((char) c);
      }
      if (isText && c == '\\') {
        text.append((char) read());
      } else if (c == '"') {
        isText = !isText;
      } else if (!isText) {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      if (depth == 0 && !isText && isEnd()) {
        return text.toString();
      }
    }
  }

  /** Whether the element is over before what comes next, which a number cannot say itself. */
  private boolean isEnd() {
    int next = peek();
    return next == ',' || next == ']' || isBlank(next);
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  @Override
  public long number() {
    return number;
  }

  private int peek() {
    return position < limit || fill() ? buffer[position] & 0xff : END;
  }

  private int read() {
    int c = peek();
    position += c == END ? 0 : 1;
    return c;
  }

  private boolean fill() {
    try {
      position = 0;
      limit = Math.max(0, in.read(buffer));
      return limit > 0;
    } catch (IOException e) {
      throw new UnreadableDataException(
          path + " breaks off after element " + number + " (" + e + "): fetch it again.", e);
    }
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
