package io.tidemark.recordings.archive;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.form.BadRowException;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.form.TradeTable;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Trades and aggregate trades of Binance's public archive, with or without a header, times in
 * milliseconds or, as those of spot from 2025, in microseconds.
 */
public final class BinanceTradeTables implements TableForm {

  /** Where the columns of single trades stand. */
  private static final Columns SINGLE = new Columns("trade_id", 4, 5);

  /** Where those of aggregate trades stand. */
  private static final Columns AGGREGATE = new Columns(TradeParser.AGGREGATE_ID, 5, 6);

  /**
   * Where the columns stand that are not the first three: id, price and quantity.
   *
   * @param id what we call the id
   * @param time index of the time
   * @param maker index of whether the buyer was the maker; one more may follow
   */
  private record Columns(String id, int time, int maker) {

    boolean isHeader(List<String> header) {
      return has(header)
          && header.get(0).equals(id.equals(TradeParser.AGGREGATE_ID) ? id : "id")
          && header.get(maker).replace("_", "").equals("isbuyermaker");
    }

    boolean isRow(List<String> cells) {
      return has(cells)
          && Stamp.micros(cells.get(time)) != Stamp.NONE
          && isTruth(cells.get(maker).toLowerCase(Locale.ROOT));
    }

    private boolean has(List<String> cells) {
      return cells.size() == maker + 1 || cells.size() == maker + 2;
    }
  }

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    for (Columns columns : List.of(SINGLE, AGGREGATE)) {
      if (columns.isHeader(header) || columns.isRow(header)) {
        return read(sample, columns, columns.isHeader(header));
      }
    }
    return null;
  }

  private static TableFile read(Sample sample, Columns columns, boolean hasHeader) {
    boolean hasBestMatch = sample.cells().size() > columns.maker() + 1;
    BinanceFile file =
        BinanceFile.of(
            sample.path(), sample.instrument(), hasBestMatch ? BinanceFile.Market.SPOT : null);
    CellForm form =
        new CellForm(
            sample.dialect()::cells,
            columns.maker() + 1,
            columns.maker() + 2,
            cells -> row(cells, columns));
    return TradeTable.of(
        sample.path(),
        file.instrument(),
        hasHeader ? sample.layout(form) : sample.headless(form),
        List.of(columns.id(), "price", "quantity", TradeParser.MICROS, "side"),
        file.remarks());
  }

  private static String row(List<String> cells, Columns columns) throws BadRowException {
    return CellForm.plain(cells.get(0))
        + ','
        + CellForm.plain(cells.get(1))
        + ','
        + CellForm.plain(cells.get(2))
        + ','
        + CellForm.micros("time", cells.get(columns.time()))
        + ','
        + side(cells.get(columns.maker()));
  }

  private static String side(String buyerMade) throws BadRowException {
    String text = buyerMade.toLowerCase(Locale.ROOT);
    if (!isTruth(text)) {
      throw new BadRowException(
          RejectReason.UNDECODABLE,
          "is_buyer_maker is '" + buyerMade + "', neither true nor false");
    }
    return text.equals("true") ? "SELL" : "BUY";
  }

  private static boolean isTruth(String text) {
    return text.equals("true") || text.equals("false");
  }
}
