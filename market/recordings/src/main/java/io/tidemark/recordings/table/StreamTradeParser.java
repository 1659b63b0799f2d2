package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.Stamp;
import java.util.List;

/**
 * Rows of a recorded Binance trade stream, times in µs, in the order of receipt. The id of a trade
 * is one more than that of the trade before.
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

  private static final int TRADED = 4;
  private static final int ID = 6;

  private static final int RECEIVED = 0;
  private static final int SENT = 3;
  private static final int SYMBOL = 5;
  private static final int PRICE = 7;
  private static final int QUANTITY = 8;
  private static final int BUYER_MADE = 9;

  /** A message that takes longer is not late: its time of receipt is wrong. */
  private static final long MOST_DELAY = 60_000_000L;

  private final String instrument;
  private final double contractValue;
  private String symbol = "";
  private long received;
  private long lastReceived;
  private boolean repaired;

  public StreamTradeParser(String instrument) {
    super(HEADER.size());
    this.instrument = instrument;
    this.contractValue = TradeParser.contractValue(instrument);
  }

  /** A row is judged by when it was traded and by its id; a wrong receipt is repaired. */
  public static List<JudgedColumn> judged() {
    return List.of(
        new JudgedColumn(LineTime.micros(TRADED), Judgement.ofTrades(HEADER.get(TRADED))),
        new JudgedColumn(LineTime.id(ID), Judgement.ofIds(HEADER.get(ID))));
  }

  @Override
  List<Repair> repairs() {
    return repaired ? List.of(Repair.RECEIPT) : List.of();
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    repaired = false;
    for (int column : new int[] {RECEIVED, SENT, TRADED}) {
      if (!Stamp.isPlausible(cells.whole(column, HEADER.get(column)) / 1_000)) {
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
    cells.whole(ID, "TradeId");
    return asFact(trade(cells, knownAt(cells)));
  }

  @Override
  void accepted(Cells cells) {
    symbol = cells.text(SYMBOL);
    lastReceived = repaired ? lastReceived : received;
  }

  private long knownAt(Cells cells) throws BadCellException {
    long sent = cells.whole(SENT, "EventTime");
    received = cells.whole(RECEIVED, "TimestampOfReceive");
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
