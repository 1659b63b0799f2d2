package io.tidemark.recordings.archive;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.form.BadRowException;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.MarketTable;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TradeTable;
import io.tidemark.recordings.table.BookParser;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One file of Tardis', whose rows are all of one symbol.
 *
 * @param sample its first lines
 * @param header its names of columns
 * @param symbol of its first row
 * @param listing what the symbol stands for
 */
record TardisRows(Sample sample, List<String> header, String symbol, Listing listing) {

  private static final int SYMBOL = 1;
  private static final int TIME = 2;
  private static final int KNOWN = 3;

  TableFile trades() {
    RowForm form =
        form(
            cells -> {
              double price = CellForm.number("price", cells.get(6));
              return CellForm.plain(cells.get(4))
                  + ','
                  + CellForm.plain(cells.get(6))
                  + ','
                  + size(cells.get(7), price)
                  + ','
                  + micros(cells, TIME)
                  + ','
                  + micros(cells, KNOWN)
                  + "000,"
                  + cells.get(5).toUpperCase(Locale.ROOT);
            });
    return TradeTable.of(
        sample.path(),
        listing.instrument(),
        sample.layout(form),
        List.of(
            "trade_id",
            "price",
            TradeParser.BASE_QUANTITY,
            TradeParser.MICROS,
            "recv_time_ns",
            "side"),
        List.of());
  }

  TableFile liquidations() {
    return metrics(
        cells -> {
          double price = CellForm.number("price", cells.get(6));
          String side = cells.get(5).toLowerCase(Locale.ROOT);
          if (!side.equals("buy") && !side.equals("sell")) {
            throw new BadRowException(
                RejectReason.UNDECODABLE, "side is '" + cells.get(5) + "', neither buy nor sell");
          }
          String name = side.equals("buy") ? Metric.LIQUIDATED_SHORT : Metric.LIQUIDATED_LONG;
          return times(cells) + "," + name + "," + size(cells.get(7), price);
        });
  }

  TableFile ticker() {
    int interest = header.indexOf("open_interest");
    int mark = header.indexOf("mark_price");
    int index = header.indexOf("index_price");
    return metrics(
        cells -> {
          String price = cells.get(mark);
          boolean counted = !cells.get(interest).isBlank() && !price.isBlank();
          return times(cells)
              + ",mark_price,"
              + CellForm.plain(price)
              + ",index_price,"
              + CellForm.plain(cells.get(index))
              + ",open_interest,"
              + (counted ? size(cells.get(interest), CellForm.number("mark_price", price)) : "");
        });
  }

  private TableFile metrics(CellForm.Choice choice) {
    Path path = sample.path();
    return MarketTable.of(
        path,
        DataKind.METRICS,
        listing.instrument(),
        sample.layout(form(choice)),
        Judgement.ofTrades("timestamp"),
        List.of(),
        (table, whose, origin) -> table.metrics(path, whose, false, origin));
  }

  TableFile quotes() {
    return books(1, cells -> times(cells) + level(cells, 6, 7) + level(cells, 5, 4));
  }

  TableFile snapshots() {
    List<int[]> bids = levels("bids");
    List<int[]> asks = levels("asks");
    return books(bids.size(), cells -> times(cells) + levels(cells, bids) + levels(cells, asks));
  }

  /** Where price and amount of the levels of a side stand. */
  private List<int[]> levels(String side) {
    List<int[]> levels = new ArrayList<>();
    while (levels.size() < Book.MAX_LEVELS) {
      int price = header.indexOf(side + "[" + levels.size() + "].price");
      int amount = header.indexOf(side + "[" + levels.size() + "].amount");
      if (price < 0 || amount < 0) {
        return levels;
      }
      levels.add(new int[] {price, amount});
    }
    return levels;
  }

  private String levels(List<String> cells, List<int[]> columns) throws BadRowException {
    StringBuilder levels = new StringBuilder();
    for (int[] column : columns) {
      levels.append(level(cells, column[0], column[1]));
    }
    return levels.toString();
  }

  private String level(List<String> cells, int price, int amount) throws BadRowException {
    if (cells.get(price).isBlank() || cells.get(amount).isBlank()) {
      return ",,";
    }
    double at = CellForm.number("price", cells.get(price));
    return "," + cells.get(price) + "," + size(cells.get(amount), at);
  }

  private TableFile books(int levels, CellForm.Choice choice) {
    Path path = sample.path();
    return MarketTable.of(
        path,
        DataKind.BOOKS,
        listing.instrument(),
        sample.layout(form(choice)),
        Judgement.ofTrades("timestamp"),
        List.of(),
        (table, whose, origin) ->
            table.rows(path, row -> true, new BookParser(whose, levels), origin));
  }

  TableFile changes() {
    Path path = sample.path();
    RowForm form =
        form(
            cells ->
                times(cells)
                    + (cells.get(4).equalsIgnoreCase("true") ? ",1," : ",0,")
                    + side(cells.get(5))
                    + ","
                    + CellForm.plain(cells.get(6))
                    + ","
                    + CellForm.plain(cells.get(7)));
    return MarketTable.of(
        path,
        DataKind.BOOKS,
        listing.instrument(),
        sample.layout(form),
        Judgement.ofTrades("timestamp"),
        List.of("rows that were received at one time are one change of the book"),
        (table, whose, origin) -> table.changes(path, listing, origin));
  }

  private static String side(String side) throws BadRowException {
    return switch (side.toLowerCase(Locale.ROOT)) {
      case "bid" -> "1";
      case "ask" -> "0";
      default ->
          throw new BadRowException(
              RejectReason.UNDECODABLE, "side is '" + side + "', neither bid nor ask");
    };
  }

  /** An amount in the base currency. */
  private String size(String amount, double price) throws BadRowException {
    return String.valueOf(listing.unit().base(CellForm.number("amount", amount), price));
  }

  private static String times(List<String> cells) throws BadRowException {
    return micros(cells, TIME) + "," + micros(cells, KNOWN);
  }

  private static long micros(List<String> cells, int column) throws BadRowException {
    return CellForm.micros(TardisTables.KEY.get(column), cells.get(column));
  }

  private CellForm form(CellForm.Choice choice) {
    return CellForm.of(
        sample.dialect()::cells,
        header.size(),
        cells -> {
          if (!cells.get(SYMBOL).equals(symbol)) {
            throw new BadRowException(
                RejectReason.UNKNOWN_INSTRUMENT,
                "the row is of " + cells.get(SYMBOL) + ", the file begins with " + symbol);
          }
          return choice.row(cells);
        });
  }
}
