package io.tidemark.recordings.table;

import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file from the first to the last, one at a time; or, where its newest row comes
 * first, from the last to the first: then they are held in memory, at most {@value #MOST_ROWS}.
 */
final class FileLines implements LineSource {

  /** A hundred years of hours, or two of minutes. */
  static final int MOST_ROWS = 1_000_000;

  private static final int LONGEST_ROW = 300;

  private final Path path;
  private final long headerLine;
  private final Predicate<String> wanted;
  private final Lines lines;
  private final boolean isBackwards;
  private final ArrayDeque<TableLine> held = new ArrayDeque<>();
  private long given;

  private FileLines(
      Path path, long headerLine, boolean isBackwards, Predicate<String> wanted, Lines lines) {
    this.path = path;
    this.headerLine = headerLine;
    this.isBackwards = isBackwards;
    this.wanted = wanted;
    this.lines = lines;
    this.given = headerLine;
  }

  /**
   * Opens the file.
   *
   * @param headerLine number of the line before the first row
   * @param newestFirst whether it is read backwards
   * @param wanted whose rows there are any
   */
  static FileLines open(Path path, long headerLine, boolean newestFirst, Predicate<String> wanted) {
    Lines lines = Lines.open(path);
    FileLines opened = new FileLines(path, headerLine, newestFirst, wanted, lines);
    if (newestFirst) {
      try {
        opened.hold();
      } catch (UnreadableDataException e) {
        lines.close();
        throw e;
      }
    }
    return opened;
  }

  @Override
  public @Nullable TableLine next() {
    TableLine line = isBackwards ? held.poll() : read();
    return line == null || !isBackwards
        ? line
        : new TableLine(line.number(), ++given, line.text(), null);
  }

  @Override
  public void close() {
    held.clear();
    lines.close();
  }

  private @Nullable TableLine read() {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (lines.number() > headerLine && !line.isEmpty() && wanted.test(line)) {
        return new TableLine(lines.number(), lines.number(), line, null);
      }
    }
    return null;
  }

  private void hold() {
    for (TableLine line = read(); line != null; line = read()) {
      held.push(line);
      if (held.size() > MOST_ROWS || line.text().length() > LONGEST_ROW) {
        throw new UnreadableDataException(
            path
                + " is held in memory to put its oldest row first, and has more than "
                + MOST_ROWS
                + " rows, or one of more than "
                + LONGEST_ROW
                + " characters: split it.");
      }
    }
  }
}
