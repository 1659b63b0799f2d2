package io.tidemark.cli.data;

import org.jspecify.annotations.Nullable;

/** The rows of a recorded file, one at a time. */
public final class RowReader implements AutoCloseable {

  private final Lines lines;
  private final Cells cells = new Cells();
  private final RowParser parser;
  private final long first;

  RowReader(Lines lines, RowParser parser, long first) {
    this.lines = lines;
    this.parser = parser;
    this.first = first;
  }

  /**
   * The next row, valid or refused, or null after the last.
   *
   * @throws UnreadableDataException when the file breaks off
   */
  public @Nullable Row next() {
    while (true) {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      if (lines.number() > first && !line.isEmpty()) {
        cells.split(line);
        if (parser.concerns(cells)) {
          return new Row(lines.number(), line, parser.parse(cells));
        }
      }
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
