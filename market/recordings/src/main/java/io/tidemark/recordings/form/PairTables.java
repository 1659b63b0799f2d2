package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.FundingParser;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import io.tidemark.recordings.table.TradeParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What freqtrade keeps, whatever the form of its files: their names say what they hold. */
final class PairTables {

  private static final Set<String> PRICES = Set.of("mark", "index", "premiumIndex");

  /** The columns of a row of {@link #trade}. */
  static final List<String> TRADE =
      List.of("trade_id", "price", "quantity", TradeParser.MICROS, "side");

  private PairTables() {}

  /** Refuses bars of prices at which nothing was traded. */
  static void requireTraded(Path path, PairFile file) {
    if (PRICES.contains(file.content())) {
      throw new UnreadableDataException(path + OwnBars.WITHOUT_VOLUME);
    }
  }

  /** Whether they are funding rates: then the rate stands in the place of the open. */
  static boolean isFunding(PairFile file) {
    return file.content().equals("funding_rate");
  }

  /** A row of a funding rate. */
  static String rate(String name, String time, String rate) throws BadRowException {
    return "," + CellForm.millis(name, time) + "," + CellForm.plain(rate);
  }

  /**
   * Funding rates.
   *
   * @param layout of rows as {@link #rate} makes them
   * @param time what the file calls the time
   */
  static TableFile funding(
      Path path, PairFile file, TableLayout layout, String time, List<String> remarks) {
    return DatedTable.of(
        path,
        DataKind.FUNDING,
        file.instrument(),
        layout,
        1,
        time,
        remarks,
        (table, whose, origin) -> table.rows(path, row -> true, new FundingParser(whose), origin));
  }

  /** The row of a trade. */
  static String trade(String time, String id, String side, String price, String amount)
      throws BadRowException {
    return String.join(
        ",",
        CellForm.plain(id),
        CellForm.plain(price),
        CellForm.plain(amount),
        String.valueOf(CellForm.micros("the time stamp", time)),
        side.toUpperCase(Locale.ROOT));
  }
}
