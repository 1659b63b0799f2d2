package io.tidemark.recordings.form;

import io.tidemark.recordings.file.RecordLayout;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of a file of text, by which its form is known.
 *
 * @param path where it lies
 * @param records what its records are
 * @param instrument whose it is, as the user says; null: as the path says
 * @param dialect how its cells are told apart
 * @param lines the header, or the first row, and some more
 * @param firstLine number of the first of them: comments may stand before it
 */
public record Sample(
    Path path,
    RecordLayout records,
    @Nullable String instrument,
    Dialect dialect,
    List<String> lines,
    long firstLine) {

  private static final int ENOUGH = 20;

  /** Of a file that can be opened and is not empty. */
  public static Sample of(Path path, RecordLayout records, @Nullable String instrument) {
    List<String> lines = new ArrayList<>();
    long first = 1;
    try (Records all = records.open(path)) {
      String line = all.next();
      while (line != null && lines.size() < ENOUGH) {
        if (!lines.isEmpty() || !isComment(line)) {
          first = lines.isEmpty() ? all.number() : first;
          lines.add(line);
        }
        line = all.next();
      }
    }
    String header = lines.isEmpty() ? "" : lines.get(0);
    Dialect dialect = Dialect.of(header).with(lines);
    return new Sample(path, records, instrument, dialect, List.copyOf(lines), first);
  }

  private static boolean isComment(String line) {
    return line.isBlank()
        || line.startsWith("#")
        || line.contains("://")
        || line.startsWith("sep=");
  }

  /** The cells of the first line. */
  public List<String> cells() {
    return lines.isEmpty() ? List.of() : dialect.cells(lines.get(0));
  }

  /** The cells of the first line as names of columns: in small letters. */
  public List<String> header() {
    return cells().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** The cells of the first row behind the header; empty where there is none. */
  public List<String> firstRow() {
    return lines.size() < 2 ? List.of() : dialect.cells(lines.get(1));
  }

  /** The layout of rows that have our columns in our units already. */
  public TableLayout own() {
    return layout(dialect::row);
  }

  /** The layout of rows behind a header, which may stand among them again. */
  public TableLayout layout(RowForm form) {
    String header = lines.isEmpty() ? "" : lines.get(0);
    return new TableLayout(records, firstLine, form)
        .of(record -> !record.equals(header) && isRow(record));
  }

  /** The layout of rows without a header. */
  public TableLayout headless(RowForm form) {
    return new TableLayout(records, firstLine - 1, form).of(Sample::isRow);
  }

  /** Whether a record is no comment and not blank. */
  private static boolean isRow(String record) {
    return !record.isBlank() && record.charAt(0) != '#';
  }
}
