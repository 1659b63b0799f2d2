package io.tidemark.recordings.archive;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.MarketTable;
import io.tidemark.recordings.form.Owner;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TradeTable;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of hftbacktest, version 2: trades and changes of the book in one array with the fields
 * {@code ev,exch_ts,local_ts,px,qty}. The lowest byte of {@code ev} says what an event is, its
 * highest bits on which side, and for whom it is. An event whose order differs for the exchange and
 * for the receiver is there twice: the receiver's is read. Quantities are taken for the base
 * currency.
 */
public final class HftEvents {

  private static final List<String> FIELDS = List.of("ev", "exch_ts", "local_ts", "px", "qty");

  private static final long LOCAL = 1L << 30;
  private static final long BUY = 1L << 29;
  private static final long KIND = 0xff;

  private static final int CHANGE = 1;
  private static final int TRADE = 2;
  private static final int SNAPSHOT = 4;

  private final Sample sample;
  private final int width;
  private long trades;
  private long changes;
  private long others;

  private HftEvents(Sample sample) {
    this.sample = sample;
    this.width = sample.cells().size();
  }

  /**
   * What a file of an array holds: trades, or books, or both.
   *
   * @throws UnreadableDataException where it holds neither
   */
  public static List<TableFile> read(Sample sample) {
    List<String> header = sample.header();
    if (header.size() < FIELDS.size() || !header.subList(0, FIELDS.size()).equals(FIELDS)) {
      throw new UnreadableDataException(
          sample.path()
              + " holds an array of "
              + String.join(", ", header)
              + ", which are no events of hftbacktest: give one of "
              + String.join(", ", FIELDS)
              + ".");
    }
    HftEvents events = new HftEvents(sample);
    events.count();
    List<TableFile> tables = new ArrayList<>();
    String instrument = Owner.of(sample);
    if (events.trades > 0) {
      tables.add(events.trades(instrument));
    }
    if (events.changes > 0) {
      tables.add(events.books(instrument));
    }
    if (tables.isEmpty()) {
      throw new UnreadableDataException(
          sample.path()
              + " holds no trades and no changes of a book by price, for the receiver: orders one"
              + " by one are not read.");
    }
    return tables;
  }

  private void count() {
    try (Records records = sample.records().open(sample.path())) {
      for (String record = records.next(); record != null; record = records.next()) {
        if (records.number() > 1) {
          trades += isTrade(record) ? 1 : 0;
          changes += isChange(record) ? 1 : 0;
          others += isTrade(record) || isChange(record) ? 0 : 1;
        }
      }
    } catch (UnreadableDataException e) {
      return; // where it breaks off is said when its rows are read
    }
  }

  private TableFile trades(String instrument) {
    RowForm form =
        form(
            cells ->
                ","
                    + cells.get(3)
                    + ","
                    + cells.get(4)
                    + ","
                    + CellForm.micros("exch_ts", cells.get(1))
                    + ","
                    + CellForm.micros("local_ts", cells.get(2))
                    + "000,"
                    + ((ev(cells.get(0)) & BUY) != 0 ? "BUY" : "SELL"));
    return TradeTable.of(
        sample.path(),
        instrument,
        sample.layout(form).of(HftEvents::isTrade),
        List.of(
            "trade_id",
            "price",
            TradeParser.BASE_QUANTITY,
            TradeParser.MICROS,
            "recv_time_ns",
            "side"),
        remarks());
  }

  private TableFile books(String instrument) {
    RowForm form =
        form(
            cells ->
                CellForm.micros("exch_ts", cells.get(1))
                    + ","
                    + CellForm.micros("local_ts", cells.get(2))
                    + (kind(ev(cells.get(0))) == SNAPSHOT ? ",1," : ",0,")
                    + ((ev(cells.get(0)) & BUY) != 0 ? "1," : "0,")
                    + cells.get(3)
                    + ","
                    + cells.get(4));
    List<String> remarks = new ArrayList<>(trades > 0 ? List.of() : remarks());
    remarks.add("rows that were received at one time are one change of the book");
    return MarketTable.of(
        sample.path(),
        DataKind.BOOKS,
        instrument,
        sample.layout(form).of(HftEvents::isChange),
        Judgement.ofTrades("exch_ts"),
        remarks,
        (table, whose, origin) ->
            table.changes(sample.path(), new Listing(whose, Unit.BASE), origin));
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add("its quantities are taken for the base currency");
    if (others > 0) {
      remarks.add(
          others
              + " of its events are passed over: what is there again for the exchange's side,"
              + " levels that a snapshot clears, best quotes, single orders");
    }
    return remarks;
  }

  private RowForm form(CellForm.Choice choice) {
    return CellForm.of(sample.dialect()::cells, width, choice);
  }

  private static boolean isTrade(String record) {
    long ev = ev(record);
    return (ev & LOCAL) != 0 && kind(ev) == TRADE;
  }

  private static boolean isChange(String record) {
    long ev = ev(record);
    return (ev & LOCAL) != 0 && (kind(ev) == CHANGE || kind(ev) == SNAPSHOT);
  }

  private static int kind(long ev) {
    return (int) (ev & KIND);
  }

  private static long ev(String record) {
    int comma = record.indexOf(',');
    try {
      return Long.parseUnsignedLong(comma < 0 ? record : record.substring(0, comma));
    } catch (NumberFormatException e) {
      return 0; // a number with decimals says no kind
    }
  }
}
