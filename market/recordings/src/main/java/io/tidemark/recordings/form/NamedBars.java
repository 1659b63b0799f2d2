package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DayOrder;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars whose columns have usual names in any order, as ccxt's users, freqtrade and pandas write
 * them: of one instrument, or of many with a column of symbols.
 */
public final class NamedBars implements TableForm {

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    BarNames names = BarNames.of(header);
    if (names == null) {
      return null;
    }
    if (!names.hasVolume()) {
      throw new UnreadableDataException(sample.path() + OwnBars.WITHOUT_VOLUME);
    }
    int[] columns = names.columns();
    DayOrder order = order(sample, names);
    TableLayout layout =
        sample.layout(
            CellForm.of(
                record -> dated(sample.dialect().cells(record), names.time(), order),
                header.size(),
                cells -> CellForm.bar(names.timeName(), cells, columns)));
    List<String> remarks = new ArrayList<>();
    List<String> first = sample.firstRow();
    if (first.size() > names.time() && Stamp.hasNoZone(order.yearFirst(first.get(names.time())))) {
      remarks.add("its times have no zone: they are taken for UTC");
    }
    if (names.symbol() >= 0) {
      return SymbolBars.read(sample, names, layout, remarks);
    }
    PairFile file = PairFile.of(sample.path(), sample.instrument());
    remarks.addAll(file.remarks());
    PairTables.requireTraded(sample.path(), file);
    if (PairTables.isFunding(file)) {
      return funding(sample, file, names, List.copyOf(remarks));
    }
    return BarTable.of(
        sample.path(), file.instrument(), layout, names.timeName(), List.copyOf(remarks));
  }

  private static List<String> dated(List<String> cells, int time, DayOrder order) {
    if (order != DayOrder.UNKNOWN && time < cells.size()) {
      cells.set(time, order.yearFirst(cells.get(time)));
    }
    return cells;
  }

  /** That of the first row that decides it, where the first row asks for one. */
  private static DayOrder order(Sample sample, BarNames names) {
    if (!DayOrder.isAsked(OneSymbol.cell(sample.firstRow(), names.time()))) {
      return DayOrder.UNKNOWN;
    }
    DayOrder found = DayOrder.UNKNOWN;
    try (Records records = sample.records().open(sample.path())) {
      for (String record = records.next(); record != null; record = records.next()) {
        String time = OneSymbol.cell(sample.dialect().cells(record), names.time());
        DayOrder one = DayOrder.of(time);
        if (one != DayOrder.UNKNOWN && found != DayOrder.UNKNOWN && one != found) {
          throw new UnreadableDataException(
              sample.path()
                  + " has the day first in some dates and the month first in others, such as '"
                  + time
                  + "' on line "
                  + records.number()
                  + ": write all as 2024-03-01.");
        }
        found = one == DayOrder.UNKNOWN ? found : one;
      }
    }
    return found;
  }

  private static TableFile funding(
      Sample sample, PairFile file, BarNames names, List<String> remarks) {
    int open = names.columns()[1];
    TableLayout layout =
        sample.layout(
            CellForm.of(
                sample.dialect()::cells,
                sample.header().size(),
                row -> PairTables.rate(names.timeName(), row.get(names.time()), row.get(open))));
    return PairTables.funding(sample.path(), file, layout, names.timeName(), remarks);
  }
}
