package io.tidemark.recordings.archive;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.DatedTable;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.table.FundingParser;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settled funding rates of Binance's public archive, with or without a header. */
public final class BinanceFunding implements TableForm {

  private static final List<String> HEADER =
      List.of("calc_time", "funding_interval_hours", "last_funding_rate");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> cells = sample.header();
    boolean hasHeader = cells.equals(HEADER);
    if (!hasHeader && !isRow(sample.path(), cells)) {
      return null;
    }
    Path path = sample.path();
    CellForm form =
        CellForm.of(
            sample.dialect()::cells,
            HEADER.size(),
            row ->
                "," + CellForm.millis("calc_time", row.get(0)) + "," + CellForm.plain(row.get(2)));
    return DatedTable.of(
        path,
        DataKind.FUNDING,
        BinanceFile.of(sample.path(), sample.instrument(), BinanceFile.Market.USDM).instrument(),
        hasHeader ? sample.layout(form) : sample.headless(form),
        1,
        HEADER.get(0),
        List.of(),
        (table, whose, origin) -> table.rows(path, row -> true, new FundingParser(whose), origin));
  }

  private static boolean isRow(Path path, List<String> cells) {
    return InstrumentName.stem(path).contains("-fundingRate")
        && cells.size() == HEADER.size()
        && Stamp.micros(cells.get(0)) != Stamp.NONE;
  }
}
