package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a recorded table. */
final class RowReader implements Rows {

  private final LineSource lines;
  private final Cells cells = new Cells();
  private final RowParser parser;
  private final RowOrder order;
  private final String origin;

  /**
   * @param lines without the header
   * @param order of the file, nothing of which was read yet
   * @param origin the name that the rows carry
   */
  RowReader(LineSource lines, RowParser parser, RowOrder order, String origin) {
    this.lines = lines;
    this.parser = parser;
    this.order = order;
    this.origin = origin;
  }

  @Override
  public @Nullable Row next() {
    TableLine line = lines.next();
    if (line == null) {
      order.end();
      return null;
    }
    return read(line);
  }

  private Row read(TableLine line) {
    if (line.row() instanceof Parsed.Rejected<String> rejected) {
      Parsed<Fact> none = Parsed.rejected(rejected.reason(), rejected.detail());
      return Row.of(line, origin, none, List.of());
    }
    cells.split(((Parsed.Valid<String>) line.row()).value());
    String contradiction = line.contradiction();
    Parsed<Fact> fact =
        parser
            .parse(cells)
            .then(
                parsed ->
                    contradiction == null
                        ? order.check(parsed, line.number())
                        : order.contradicted(parsed, contradiction));
    if (fact instanceof Parsed.Valid) {
      parser.accepted(cells);
    }
    return Row.of(line, origin, fact, parser.repairs());
  }

  @Override
  public void close() {
    lines.close();
  }
}
