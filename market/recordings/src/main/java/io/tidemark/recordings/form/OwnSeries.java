package io.tidemark.recordings.form;

import io.tidemark.core.fact.Instruments;
import io.tidemark.exchange.series.MacroSeries;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.SeriesTable;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dated values for every instrument with our own columns, in a file whose name says what of. */
public final class OwnSeries implements TableForm {

  private static final List<String> KEY = FearGreed.HEADER.subList(0, 2);

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.cells();
    if (header.size() < 3 || !sample.header().subList(0, 2).equals(KEY)) {
      return null;
    }
    Optional<SeriesTable> series = SeriesTable.of(InstrumentName.stem(sample.path()), header);
    if (series.isEmpty()) {
      throw new UnreadableDataException(
          sample.path()
              + " holds a series whose name is not known, so that nothing says when its values were"
              + " published: call it ASSET_coinmetrics_daily or one of "
              + Arrays.stream(MacroSeries.values())
                  .map(MacroSeries::stem)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return table(sample.path(), sample.own(), header.get(0), series.get(), header.size());
  }

  /**
   * A table whose rows begin with {@code day_ms,date}.
   *
   * @param time what the file calls the day
   * @param width number of columns of its rows
   */
  public static TableFile table(
      Path path, TableLayout layout, String time, SeriesTable series, int width) {
    return DatedTable.of(
        path,
        series.kind(),
        Instruments.ALL,
        layout,
        0,
        time,
        List.of(),
        (table, whose, origin) -> table.values(path, series, width, origin));
  }
}
