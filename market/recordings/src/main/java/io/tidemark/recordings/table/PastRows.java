package io.tidemark.recordings.table;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a table, of which none lies in the future. */
public final class PastRows implements Rows {

  private final Rows rows;

  public PastRows(Rows rows) {
    this.rows = rows;
  }

  @Override
  public @Nullable Row next() {
    Row row = rows.next();
    return row != null && row.fact() instanceof Parsed.Valid<Fact> valid
        ? checked(row, valid.value())
        : row;
  }

  private static Row checked(Row row, Fact fact) {
    String future =
        fact instanceof Candle bar
            ? Future.words("the start of the bar,", bar.start())
            : Future.words("its time,", fact.eventTime());
    return future == null
        ? row
        : new Row(
            row.origin(),
            row.line(),
            Row.UNKNOWN,
            Parsed.rejected(RejectReason.IN_FUTURE, future),
            List.of(),
            row.number());
  }

  @Override
  public long absent() {
    return rows.absent();
  }

  @Override
  public void close() {
    rows.close();
  }
}
