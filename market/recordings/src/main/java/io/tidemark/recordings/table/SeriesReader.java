package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Stamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@link SeriesTable}, one metric after the other of each row. An empty cell is a
 * holiday, or a day before the series began: it is passed over and counted, and never a zero.
 */
final class SeriesReader implements Rows {

  private final LineSource lines;
  private final Cells cells = new Cells();
  private final SeriesTable table;
  private final int width;
  private final String origin;
  private final Repetitions repetitions = new Repetitions();
  private TableLine line = new TableLine(0, 0, "", Parsed.valid(""), null);
  private int next = Integer.MAX_VALUE;
  private long day;
  private LocalDate lastDate = LocalDate.EPOCH;
  private long lastDay = Long.MIN_VALUE;
  private long absent;

  /**
   * @param lines without the header
   * @param width number of columns
   * @param origin the name that the values carry
   */
  SeriesReader(LineSource lines, SeriesTable table, int width, String origin) {
    this.lines = lines;
    this.table = table;
    this.width = width;
    this.origin = origin;
  }

  @Override
  public @Nullable Row next() {
    while (true) {
      while (next < table.columns().size()) {
        SeriesTable.Column column = table.columns().get(next++);
        if (!isAbsent(column)) {
          return row(value(column));
        }
        absent++;
      }
      TableLine read = lines.next();
      if (read == null) {
        return null;
      }
      line = read;
      Parsed<LocalDate> dated = read.row().then(this::dated);
      if (dated instanceof Parsed.Rejected<LocalDate> rejected) {
        next = Integer.MAX_VALUE;
        return row(Parsed.rejected(rejected.reason(), rejected.detail()));
      }
      next = 0;
    }
  }

  @Override
  public long absent() {
    return absent;
  }

  @Override
  public void close() {
    lines.close();
  }

  private Row row(Parsed<Fact> fact) {
    long part = next == Integer.MAX_VALUE ? 0 : next;
    long offset = line.place() * Row.FACTS_PER_LINE + part;
    return Row.of(new Origin(origin, 0, offset), line.text(), fact).ofLine(line.number());
  }

  private boolean isAbsent(SeriesTable.Column column) {
    return cells.text(column.plus()).isBlank()
        || (column.minus() >= 0 && cells.text(column.minus()).isBlank());
  }

  private Parsed<Fact> value(SeriesTable.Column column) {
    try {
      double value = cells.number(column.plus(), column.metric());
      if (column.minus() >= 0) {
        value -= cells.number(column.minus(), column.metric());
      }
      long published = column.publication().micros(lastDate);
      return RowParser.asFact(Metric.of(Instruments.ALL, day, published, column.metric(), value));
    } catch (BadCellException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  /** The row's day, whose times are kept; or why it has none. */
  private Parsed<LocalDate> dated(String row) {
    cells.split(row);
    if (cells.count() != width) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE, "the row has " + cells.count() + " cells, the header " + width);
    }
    try {
      long millis = cells.whole(0, "day_ms");
      if (!Stamp.isPlausible(millis)) {
        return RowParser.implausible("day_ms", millis).then(fact -> Parsed.valid(LocalDate.EPOCH));
      }
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
      if (!cells.text(1).equals(date.toString())) {
        return Parsed.rejected(
            RejectReason.INCONSISTENT,
            "day_ms is " + millis + ", which is " + date + ", but date is " + cells.text(1));
      }
      Parsed<LocalDate> placed = inOrder(millis, date, row);
      if (placed instanceof Parsed.Rejected) {
        return placed;
      }
      lastDay = millis;
      day = millis * 1_000;
      lastDate = date;
      return Parsed.valid(date);
    } catch (BadCellException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  /** The date, or why the row is none: it was there before, or stands in a wrong place. */
  private Parsed<LocalDate> inOrder(long millis, LocalDate date, String row) {
    String values = row.substring(row.indexOf(',') + 1);
    String contradiction = line.contradiction();
    Repetitions.Repetition repetition =
        contradiction == null
            ? repetitions.remember(millis, values, line.number())
            : repetitions.find(millis, values);
    if (repetition != null) {
      return Parsed.rejected(repetition.reason(), date + repetition.words());
    } else if (contradiction != null) {
      return Parsed.rejected(RejectReason.INCONSISTENT, contradiction);
    }
    return millis < lastDay
        ? Parsed.rejected(
            RejectReason.INCONSISTENT, date + " stands after a row that is newer: sort the file")
        : Parsed.valid(date);
  }
}
