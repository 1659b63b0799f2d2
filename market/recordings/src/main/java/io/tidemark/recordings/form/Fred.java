package io.tidemark.recordings.form;

import io.tidemark.exchange.series.MacroSeries;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.SeriesTable;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Series as FRED writes them: {@code observation_date} or {@code DATE}, then a column for each
 * series under FRED's name; a point, or nothing, stands where there is no value.
 */
public final class Fred implements TableForm {

  private static final Set<String> TIMES = Set.of("observation_date", "date");
  private static final long DAY_MICROS = 86_400_000_000L;

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.cells();
    if (header.size() < 2
        || !TIMES.contains(header.get(0).toLowerCase(Locale.ROOT))
        || !header.subList(1, header.size()).stream().allMatch(Fred::isName)) {
      return null;
    }
    List<MacroSeries> series = new ArrayList<>();
    for (String name : header.subList(1, header.size())) {
      series.add(MacroSeries.ofFred(name).orElseThrow(() -> unknown(sample.path(), name)));
    }
    int step = step(sample);
    for (MacroSeries each : series) {
      if (step > 4 * each.days()) {
        throw new UnreadableDataException(
            sample.path()
                + " has values of "
                + each.fred()
                + " "
                + step
                + " days apart, so they are put together of several and were published later:"
                + " fetch it in its own frequency.");
      }
    }
    CellForm form = CellForm.of(sample.dialect()::cells, header.size(), Fred::row);
    return OwnSeries.table(
        sample.path(),
        sample.layout(form),
        header.get(0),
        SeriesTable.of(series),
        header.size() + 1);
  }

  private static boolean isName(String name) {
    return name.matches("[A-Z][A-Z0-9]{2,}");
  }

  private static UnreadableDataException unknown(Path path, String name) {
    return new UnreadableDataException(
        path
            + " holds FRED's series "
            + name
            + ", of which nothing says when its values were published: the known ones are "
            + Arrays.stream(MacroSeries.values())
                .map(MacroSeries::fred)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.joining(", "))
            + ".");
  }

  /** The shortest step between the first rows, days; 0 where there is none. */
  private static int step(Sample sample) {
    long shortest = Long.MAX_VALUE;
    long last = Stamp.NONE;
    for (String line : sample.lines().subList(1, sample.lines().size())) {
      long time = Stamp.micros(sample.dialect().cells(line).get(0));
      if (time != Stamp.NONE && last != Stamp.NONE && time != last) {
        shortest = Math.min(shortest, Math.abs(time - last));
      }
      last = time;
    }
    return shortest == Long.MAX_VALUE ? 0 : (int) (shortest / DAY_MICROS);
  }

  private static String row(List<String> cells) throws BadRowException {
    long millis = CellForm.millis("the date", cells.get(0));
    StringBuilder row = new StringBuilder().append(millis).append(',');
    row.append(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate());
    for (String cell : cells.subList(1, cells.size())) {
      row.append(',').append(cell.equals(".") ? "" : CellForm.plain(cell));
    }
    return row.toString();
  }
}
