package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.Stamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of trades, with or without the times at which the venue sent and somebody received them. A
 * trade can be known at the latest of its times; the receiver's clock may run behind the venue's.
 */
public final class TradeParser extends RowParser {

  private static final int NONE = -1;

  /** The column of the ids of aggregate trades, which stands for {@code trade_id}. */
  public static final String AGGREGATE_ID = "agg_trade_id";

  /** The column of times in µs, which stands for {@code trade_time_ms}. */
  public static final String MICROS = "trade_time_us";

  /** One wrong clock must not push the whole replay into the future. */
  private static final long MOST_DELAY_MICROS = 86_400_000_000L;

  /** The column of quantities in the base, which stands for {@code quantity}, the venue's own. */
  public static final String BASE_QUANTITY = "base_quantity";

  private final String instrument;
  private final int id;
  private final int price;
  private final int quantity;
  private final int time;
  private final boolean inMicros;
  private final int side;
  private final int sent;
  private final int received;
  private final int kind;

  /** What one contract is worth in the quote; 0 where quantities are in the base. */
  private final double contractValue;

  public TradeParser(String instrument, List<String> header) {
    super(header.size());
    this.instrument = instrument;
    this.id = idColumn(header);
    this.price = header.indexOf("price");
    this.quantity = Math.max(header.indexOf("quantity"), header.indexOf(BASE_QUANTITY));
    this.inMicros = header.contains(MICROS);
    this.time = header.indexOf(inMicros ? MICROS : "trade_time_ms");
    this.side = header.indexOf("side");
    this.sent = header.indexOf("event_time_ms");
    this.received = header.indexOf("recv_time_ns");
    this.kind = header.indexOf("kind");
    this.contractValue = header.contains(BASE_QUANTITY) ? 0 : contractValue(instrument);
  }

  /** Whether these columns, in any order, make a trade. */
  public static boolean knows(List<String> header) {
    return (header.contains(AGGREGATE_ID) || header.contains("trade_id"))
        && header.containsAll(List.of("price", "quantity", "trade_time_ms", "side"));
  }

  /** Which column has the ids. */
  public static int idColumn(List<String> header) {
    return Math.max(header.indexOf(AGGREGATE_ID), header.indexOf("trade_id"));
  }

  /** The times that a row is judged by: when it was traded, sent and received. */
  public static List<JudgedColumn> judged(List<String> header) {
    List<JudgedColumn> judged = new ArrayList<>();
    for (String column : List.of("trade_time_ms", MICROS, "event_time_ms", "recv_time_ns")) {
      int index = header.indexOf(column);
      if (index != NONE) {
        LineTime time =
            switch (column) {
              case "recv_time_ns" -> LineTime.nanos(index);
              case MICROS -> LineTime.micros(index);
              default -> LineTime.millis(index);
            };
        judged.add(new JudgedColumn(time, Judgement.ofTrades(column)));
      }
    }
    return List.copyOf(judged);
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    long stamp = cells.whole(time, inMicros ? MICROS : "trade_time_ms");
    if (!Stamp.isPlausible(inMicros ? stamp / 1_000 : stamp)) {
      return implausible("trade_time_ms", stamp);
    }
    long traded = inMicros ? stamp : stamp * 1_000;
    String tradeId = cells.text(id);
    if (kind != NONE && !cells.text(kind).equals("MARKET")) {
      return Parsed.rejected(
          RejectReason.INCONSISTENT,
          "kind is '" + cells.text(kind) + "': not a trade between two in the market");
    }
    long known = knownAt(cells);
    if (known - traded > MOST_DELAY_MICROS) {
      return Parsed.rejected(
          RejectReason.OUT_OF_RANGE,
          "the trade of " + traded / 1_000 + " ms was sent or received more than a day later");
    }
    double at = cells.number(price, "price");
    double amount = cells.number(quantity, "quantity");
    return asFact(
        Trade.of(
            instrument,
            traded,
            known,
            tradeId,
            at,
            contractValue > 0 ? amount * contractValue / at : amount,
            side(cells.text(side))));
  }

  private long knownAt(Cells cells) throws BadCellException {
    long micros = 0;
    if (sent != NONE) {
      micros = cells.whole(sent, "event_time_ms") * 1_000;
    }
    if (received != NONE) {
      micros = Math.max(micros, cells.whole(received, "recv_time_ns") / 1_000);
    }
    return micros;
  }

  /** An empty cell says that nobody knows. */
  private static Side side(String text) throws BadCellException {
    return switch (text) {
      case "BUY", "Buy", "buy" -> Side.BUY;
      case "SELL", "Sell", "sell" -> Side.SELL;
      case "", "UNKNOWN" -> Side.UNKNOWN;
      default ->
          throw new BadCellException("side is '" + text + "', it must be BUY, SELL or empty");
    };
  }

  /** Binance COIN-M: a contract is 100 USD of BTC, 10 USD of anything else. */
  static double contractValue(String instrument) {
    if (!instrument.endsWith(InstrumentName.COIN_MARGINED)) {
      return 0;
    }
    return instrument.startsWith("BTC-") ? 100 : 10;
  }
}
