package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values about one instrument, one after the other of each row of {@code time_us,known_us,name,
 * value,name,value,...}. An empty value is none: it is passed over and counted.
 */
final class MetricReader implements Rows {

  private static final int FIRST = 2;

  private final LineSource lines;
  private final String instrument;
  private final @Nullable RowOrder order;
  private final String origin;
  private final Cells cells = new Cells();
  private final ArrayDeque<Row> ready = new ArrayDeque<>();
  private long absent;

  /**
   * @param lines without the header
   * @param order of the file; null where several values of one time may follow each other
   * @param origin the name that the values carry
   */
  MetricReader(LineSource lines, String instrument, @Nullable RowOrder order, String origin) {
    this.lines = lines;
    this.instrument = instrument;
    this.order = order;
    this.origin = origin;
  }

  @Override
  public @Nullable Row next() {
    while (ready.isEmpty()) {
      TableLine line = lines.next();
      if (line == null) {
        if (order != null) {
          order.end();
        }
        return null;
      }
      read(line);
    }
    return ready.remove();
  }

  private void read(TableLine line) {
    String contradiction = line.contradiction();
    if (line.row() instanceof Parsed.Rejected<String> rejected) {
      add(line, 0, Parsed.rejected(rejected.reason(), rejected.detail()));
      return;
    } else if (contradiction != null && order == null) {
      add(line, 0, Parsed.rejected(RejectReason.INCONSISTENT, contradiction));
      return;
    }
    cells.split(((Parsed.Valid<String>) line.row()).value());
    for (int cell = FIRST; cell + 1 < cells.count(); cell += 2) {
      if (cells.text(cell + 1).isBlank()) {
        absent++;
      } else {
        add(line, cell / 2 - 1, value(line, cell));
      }
    }
  }

  private Parsed<Fact> value(TableLine line, int cell) {
    String name = cells.text(cell);
    try {
      long time = cells.whole(0, "the time");
      Parsed<Fact> parsed =
          RowParser.asFact(
              Metric.of(
                  instrument,
                  time,
                  cells.whole(1, "the time"),
                  name,
                  cells.number(cell + 1, name)));
      return parsed.then(fact -> placed(fact, line));
    } catch (BadCellException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private Parsed<Fact> placed(Fact fact, TableLine line) {
    String contradiction = line.contradiction();
    if (order == null) {
      return Parsed.valid(fact);
    }
    return contradiction == null
        ? order.check(fact, line.number())
        : order.contradicted(fact, contradiction);
  }

  private void add(TableLine line, long part, Parsed<Fact> fact) {
    Origin at = new Origin(origin, 0, line.place() * Row.FACTS_PER_LINE + part);
    ready.add(Row.of(at, line.text(), fact, List.of()).ofLine(line.number()));
  }

  @Override
  public long absent() {
    return absent;
  }

  @Override
  public void close() {
    lines.close();
  }
}
