package io.tidemark.recordings.form;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.SeriesTable;
import io.tidemark.recordings.table.TableFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Coin Metrics' community data: a row a day behind {@code time} and the names of metrics, in a file
 * that is called as the asset is ({@code btc.csv}); or as its interface answers, behind {@code
 * asset,time}.
 */
public final class CoinMetrics implements TableForm {

  private static final long DAY_MILLIS = 86_400_000L;

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.cells();
    int time = sample.header().indexOf("time");
    int asset = sample.header().indexOf("asset");
    if (time < 0 || time > 1 || asset > 1 || header.size() < 2 || !isMetrics(header)) {
      return null;
    }
    List<String> row = sample.firstRow();
    boolean isSaid = asset >= 0 && asset < row.size();
    String name = isSaid ? row.get(asset) : InstrumentName.stem(sample.path());
    String whose = name.split("[_.-]", -1)[0].toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>(List.of("day_ms", "date"));
    names.addAll(header);
    SeriesTable series =
        SeriesTable.of(whose + "_coinmetrics_daily", names)
            .filter(table -> !table.columns().isEmpty())
            .orElseThrow(
                () ->
                    new UnreadableDataException(
                        sample.path()
                            + " holds metrics of Coin Metrics of which none is known: give columns"
                            + " such as AdrActCnt, CapMVRVCur or TxCnt."));
    CellForm form =
        CellForm.of(
            sample.dialect()::cells,
            header.size(),
            cells -> {
              if (asset >= 0 && !cells.get(asset).equals(name)) {
                throw new BadRowException(
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "the row is of " + cells.get(asset) + ", the file begins with " + name);
              }
              return row(cells, cells.get(time));
            });
    return OwnSeries.table(sample.path(), sample.layout(form), "time", series, names.size());
  }

  /** Their names are in capitals and small letters, such as {@code AdrActCnt}. */
  private static boolean isMetrics(List<String> header) {
    return header.stream().anyMatch(name -> name.matches("[A-Z][a-z]+([A-Z0-9][A-Za-z0-9]*)+"));
  }

  private static String row(List<String> cells, String time) throws BadRowException {
    long millis = CellForm.millis("time", time);
    if (millis % DAY_MILLIS != 0) {
      throw new BadRowException(
          RejectReason.INCONSISTENT, "time is '" + time + "', which is no whole day");
    }
    StringBuilder row = new StringBuilder().append(millis).append(',');
    row.append(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate());
    for (String cell : cells) {
      row.append(',').append(cell.indexOf(',') < 0 ? cell : "");
    }
    return row.toString();
  }
}
