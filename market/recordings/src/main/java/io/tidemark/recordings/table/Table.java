package io.tidemark.recordings.table;

import io.tidemark.exchange.protocol.Listing;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * How the lines of a table's file are read, whatever they say: the one path on which each row is
 * judged by those before and after it, for {@code quality} as for what is played.
 *
 * @param layout where they stand
 * @param newestFirst whether the file is read backwards
 * @param parts of the file, the oldest first; empty where it is read as it is
 * @param columns each line is held against in, one after the other
 */
public record Table(
    TableLayout layout, boolean newestFirst, List<TableLayout> parts, List<JudgedColumn> columns) {

  /** Of a file that is read from one end to the other. */
  public Table(TableLayout layout, boolean newestFirst, List<JudgedColumn> columns) {
    this(layout, newestFirst, List.of(), columns);
  }

  /**
   * The same for the rows of one instrument.
   *
   * @param some where they stand
   * @param ordered the parts of that, the oldest first; empty where it is read as it is
   */
  public Table in(TableLayout some, List<TableLayout> ordered) {
    return new Table(some, newestFirst, ordered, columns);
  }

  /**
   * The rows of one kind of fact.
   *
   * @param wanted whether a record is one of those
   */
  public Rows rows(Path path, Predicate<String> wanted, RowParser parser, String origin) {
    boolean idsRise = columns.stream().anyMatch(column -> !column.judgement().isTime());
    return new RowReader(lines(path, wanted), parser, new RowOrder(idsRise), origin);
  }

  /** The values of a series. */
  public Rows values(Path path, SeriesTable series, int width, String origin) {
    return new SeriesReader(lines(path, line -> true), series, width, origin);
  }

  /**
   * Values about one instrument.
   *
   * @param ordered whether there is one value of a name for each time, and times rise
   */
  public Rows metrics(Path path, String instrument, boolean ordered, String origin) {
    RowOrder order = ordered ? new RowOrder(false) : null;
    return new MetricReader(lines(path, line -> true), instrument, order, origin);
  }

  /** Books, as their changes make them. */
  public Rows changes(Path path, Listing listing, String origin) {
    return new BookChangeReader(lines(path, line -> true), listing, origin);
  }

  /**
   * The bars of a vendor.
   *
   * @param length ms
   */
  public Rows bars(
      Path path, VendorColumns columns, String instrument, long length, String origin) {
    return new VendorBarReader(
        lines(path, line -> true), layout.headerLine(), columns, instrument, length, origin);
  }

  private LineSource lines(Path path, Predicate<String> wanted) {
    LineSource lines =
        parts.isEmpty()
            ? FileLines.open(path, layout, newestFirst, wanted)
            : new PartLines(parts, part -> FileLines.open(path, part, newestFirst, wanted));
    for (JudgedColumn column : columns) {
      lines = new JudgedLines(lines, column);
    }
    return lines;
  }
}
