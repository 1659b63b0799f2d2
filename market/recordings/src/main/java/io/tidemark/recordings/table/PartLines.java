package io.tidemark.recordings.table;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lines of the parts of a file, one part after the other; their places rise. */
final class PartLines implements LineSource {

  private final List<TableLayout> parts;
  private final Function<TableLayout, LineSource> opening;
  private LineSource open;
  private int next = 1;
  private long given;

  /**
   * @param parts at least one
   */
  PartLines(List<TableLayout> parts, Function<TableLayout, LineSource> opening) {
    this.parts = parts;
    this.opening = opening;
    this.open = opening.apply(parts.get(0));
  }

  @Override
  public @Nullable TableLine next() {
    TableLine line = open.next();
    while (line == null && next < parts.size()) {
      open.close();
      open = opening.apply(parts.get(next++));
      line = open.next();
    }
    return line == null ? null : line.at(++given);
  }

  @Override
  public void close() {
    open.close();
  }
}
