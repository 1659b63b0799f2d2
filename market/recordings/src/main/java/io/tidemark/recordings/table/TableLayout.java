package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.RecordLayout;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.WantedRecords;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a table stand in its file.
 *
 * @param records what its records are
 * @param headerLine number of the record before the first row; 0 where there is no header
 * @param lastLine number of the last record that is read
 * @param form how a record becomes a row
 * @param wanted which records are rows of the table; null: all
 */
public record TableLayout(
    RecordLayout records,
    long headerLine,
    long lastLine,
    RowForm form,
    @Nullable Predicate<String> wanted) {

  /** Of all rows behind a header. */
  public TableLayout(RecordLayout records, long headerLine, RowForm form) {
    this(records, headerLine, Long.MAX_VALUE, form, null);
  }

  /** The rows from one record to another. */
  public TableLayout between(long first, long last) {
    return new TableLayout(records, first - 1, last, form, wanted);
  }

  /** Of some of the records that it is of. */
  public TableLayout of(Predicate<String> some) {
    return new TableLayout(
        records, headerLine, lastLine, form, wanted == null ? some : wanted.and(some));
  }

  /** The records of such a file, those that are wanted. */
  public Records open(Path path) {
    Records all = records.open(path);
    return wanted == null ? all : new WantedRecords(all, headerLine, wanted);
  }

  /** What a record says that a row says. */
  public LineTime ofRecord(LineTime ofRow) {
    return record ->
        form.row(record) instanceof Parsed.Valid<String> row
            ? ofRow.of(row.value())
            : LineTime.NONE;
  }
}
