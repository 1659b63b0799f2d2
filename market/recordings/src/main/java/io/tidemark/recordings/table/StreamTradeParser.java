package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.List;

/**
 * Rows of a recorded Binance trade stream, times in µs, in the order of receipt. The id of a trade
 * is one more than that of the trade before; a repeated one with another price, amount or time
 * belongs to nobody knows which of the two, and is refused.
 */
public final class StreamTradeParser extends RowParser {

  public static final List<String> HEADER =
      List.of(
          "TimestampOfReceive",
          "Stream",
          "EventType",
          "EventTime",
          "TransactionTime",
          "Symbol",
          "TradeId",
          "Price",
          "Quantity",
          "IsBuyerMarketMaker",
          "MUnknownParameter");

  private static final int RECEIVED = 0;
  private static final int SENT = 3;
  private static final int TRADED = 4;
  private static final int SYMBOL = 5;
  private static final int ID = 6;
  private static final int PRICE = 7;
  private static final int QUANTITY = 8;
  private static final int BUYER_MADE = 9;

  /** A message that takes longer is not late: its time of receipt is wrong. */
  private static final long MOST_DELAY = 60_000_000L;

  private final String instrument;
  private final double contractValue;
  private String symbol = "";
  private long lastId = -1;
  private String lastTrade = "";
  private long lastReceived;
  private boolean repaired;

  public StreamTradeParser(String instrument) {
    super(HEADER.size());
    this.instrument = instrument;
    this.contractValue = TradeParser.contractValue(instrument);
  }

  @Override
  List<Repair> repairs() {
    return repaired ? List.of(Repair.RECEIPT) : List.of();
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    repaired = false;
    for (int column : new int[] {RECEIVED, SENT, TRADED}) {
      if (!isPlausible(cells.whole(column, HEADER.get(column)) / 1_000)) {
        return Parsed.rejected(
            RejectReason.OUT_OF_RANGE,
            HEADER.get(column) + " is " + cells.text(column) + ", no µs between 2000 and 2100");
      }
    }
    if (!symbol.isEmpty() && !symbol.equals(cells.text(SYMBOL))) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_INSTRUMENT,
          "the row is of " + cells.text(SYMBOL) + ", the file begins with " + symbol);
    }
    long id = cells.whole(ID, "TradeId");
    String trade = String.join(" ", cells.text(TRADED), cells.text(PRICE), cells.text(QUANTITY));
    if (id <= lastId) {
      return repeated(id, trade);
    }
    Parsed<Trade> parsed = trade(cells, knownAt(cells));
    if (parsed instanceof Parsed.Valid) {
      symbol = cells.text(SYMBOL);
      lastId = id;
      lastTrade = trade;
      lastReceived = repaired ? lastReceived : cells.whole(RECEIVED, "TimestampOfReceive");
    }
    return asFact(parsed);
  }

  private Parsed<Fact> repeated(long id, String trade) {
    if (id == lastId && trade.equals(lastTrade)) {
      return Parsed.rejected(RejectReason.DUPLICATE, "trade " + id + " was there before");
    }
    return Parsed.rejected(
        RejectReason.INCONSISTENT,
        id == lastId
            ? "trade id " + id + " was given to another trade just before"
            : "trade id " + id + " stands after " + lastId);
  }

  private long knownAt(Cells cells) throws BadCellException {
    long sent = cells.whole(SENT, "EventTime");
    long received = cells.whole(RECEIVED, "TimestampOfReceive");
    repaired = received - sent > MOST_DELAY;
    return Math.max(sent, repaired ? lastReceived : received);
  }

  private Parsed<Trade> trade(Cells cells, long known) throws BadCellException {
    double at = cells.number(PRICE, "Price");
    double amount = cells.number(QUANTITY, "Quantity");
    return Trade.of(
        instrument,
        cells.whole(TRADED, "TransactionTime"),
        known,
        cells.text(ID),
        at,
        contractValue > 0 ? amount * contractValue / at : amount,
        taker(cells.text(BUYER_MADE)));
  }

  private static Side taker(String buyerMade) {
    return switch (buyerMade) {
      case "0" -> Side.BUY;
      case "1" -> Side.SELL;
      default -> Side.UNKNOWN;
    };
  }
}
