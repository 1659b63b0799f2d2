package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Lines;
import org.jspecify.annotations.Nullable;

/** The rows of a recorded table. */
public final class RowReader implements Rows {

  private final Lines lines;
  private final Cells cells = new Cells();
  private final RowParser parser;
  private final String origin;

  /**
   * @param lines at the start of the file, the header before them
   * @param origin the name that the rows carry
   */
  public RowReader(Lines lines, RowParser parser, String origin) {
    this.lines = lines;
    this.parser = parser;
    this.origin = origin;
  }

  @Override
  public @Nullable Row next() {
    while (true) {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      if (lines.number() > 1 && !line.isEmpty()) {
        cells.split(line);
        if (parser.concerns(cells)) {
          Parsed<Fact> fact = parser.parse(cells);
          return Row.of(new Origin(origin, 0, lines.number()), line, fact, parser.repairs());
        }
      }
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
