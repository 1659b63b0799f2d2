package io.tidemark.recordings.form;

import io.tidemark.core.fact.Instruments;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.table.FearGreedParser;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Fear and Greed index, a value a day, in a file whose name says so. */
public final class FearGreed implements TableForm {

  public static final List<String> HEADER = List.of("day_ms", "date", "value");

  @Override
  public @Nullable TableFile read(Sample sample) {
    boolean isNamed = String.valueOf(sample.path().getFileName()).contains("fear_greed");
    return isNamed && sample.header().equals(HEADER)
        ? table(sample.path(), sample.own(), HEADER.get(0))
        : null;
  }

  /** A table whose rows become {@link #HEADER}. */
  public static TableFile table(Path path, TableLayout layout, String time) {
    return DatedTable.of(
        path,
        DataKind.FEAR_GREED,
        Instruments.ALL,
        layout,
        0,
        time,
        List.of(),
        (table, whose, origin) -> table.rows(path, row -> true, new FearGreedParser(), origin));
  }
}
