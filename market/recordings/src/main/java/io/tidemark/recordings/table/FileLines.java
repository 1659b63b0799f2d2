package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Records;
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
  private final TableLayout layout;
  private final Predicate<String> wanted;
  private final Records records;
  private final boolean isBackwards;
  private final ArrayDeque<TableLine> held = new ArrayDeque<>();
  private long given;

  private FileLines(
      Path path,
      TableLayout layout,
      boolean isBackwards,
      Predicate<String> wanted,
      Records records) {
    this.path = path;
    this.layout = layout;
    this.isBackwards = isBackwards;
    this.wanted = wanted;
    this.records = records;
    this.given = layout.headerLine();
  }

  /**
   * Opens the file.
   *
   * @param layout where its rows stand
   * @param newestFirst whether it is read backwards
   * @param wanted whether a record is one of those
   */
  static FileLines open(
      Path path, TableLayout layout, boolean newestFirst, Predicate<String> wanted) {
    Records records = layout.open(path);
    FileLines opened = new FileLines(path, layout, newestFirst, wanted, records);
    if (newestFirst) {
      try {
        opened.hold();
      } catch (UnreadableDataException e) {
        records.close();
        throw e;
      }
    }
    return opened;
  }

  @Override
  public @Nullable TableLine next() {
    TableLine line = isBackwards ? held.poll() : read();
    return line == null || !isBackwards ? line : line.at(++given);
  }

  @Override
  public void close() {
    held.clear();
    records.close();
  }

  private @Nullable TableLine read() {
    while (records.number() < layout.lastLine()) {
      String text = records.next();
      if (text == null) {
        return null;
      }
      if (records.number() > layout.headerLine() && !text.isEmpty() && wanted.test(text)) {
        Parsed<String> row = layout.form().row(text);
        return new TableLine(records.number(), records.number(), text, row, null);
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
