package io.tidemark.exchange.candle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;

/**
 * How venues answer a request for past candles: rows of a start, four prices and a volume, in an
 * order of their own. Volumes are taken in the base currency.
 *
 * <p>Source: the venues' public documentation, "Kline/Candlestick data" (Binance), "Get product
 * candles" (Coinbase Exchange), "Get OHLC Data" (Kraken), "Get Kline" (Bybit), "GET / Candlesticks"
 * (OKX).
 */
public enum CandleAnswer {
  /** Spot and USD-M. */
  BINANCE(Shape.ALONE, true, 1, 2, 3, 4, 5),
  /** Volumes of COIN-M are contracts; the base stands beside them. */
  BINANCE_COINM(Shape.ALONE, true, 1, 2, 3, 4, 7),
  COINBASE(Shape.ALONE, false, 3, 2, 1, 4, 5),
  KRAKEN(Shape.FIRST_OF_RESULT, false, 1, 2, 3, 4, 6),
  /** Spot and linear. */
  BYBIT(Shape.RESULT_LIST, true, 1, 2, 3, 4, 5),
  /** Volumes of inverse contracts are in the quote currency; the base stands beside them. */
  BYBIT_INVERSE(Shape.RESULT_LIST, true, 1, 2, 3, 4, 6),
  OKX_SPOT(Shape.DATA, true, 1, 2, 3, 4, 5),
  /** Volumes are contracts; the base stands beside them. */
  OKX_CONTRACTS(Shape.DATA, true, 1, 2, 3, 4, 6);

  /** Where an answer has its rows. */
  private enum Shape {
    ALONE,
    FIRST_OF_RESULT,
    RESULT_LIST,
    DATA
  }

  private final Shape shape;
  private final boolean millis;
  private final int open;
  private final int high;
  private final int low;
  private final int close;
  private final int volume;

  CandleAnswer(Shape shape, boolean millis, int open, int high, int low, int close, int volume) {
    this.shape = shape;
    this.millis = millis;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
  }

  /**
   * The closed candles of an answer, the oldest first, each available at its end. The newest is
   * left out: that a candle has closed is known when a later one has begun. So is a row that is no
   * candle, one that is told twice or not in the venue's order, and one whose bar has not ended. An
   * answer that is none has none.
   *
   * @param length of the candles that were asked for, µs
   * @param asked so many rows at most
   * @param now no bar that ends later has closed, µs since the epoch
   */
  public ClosedCandles closed(String instrument, long length, int asked, long now, String text) {
    if (!(Json.parse(text) instanceof Parsed.Valid<JsonNode> json)) {
      return new ClosedCandles(List.of(), "the answer is no JSON");
    }
    CandleRows rows = new CandleRows(now);
    for (JsonNode row : rows(json.value())) {
      rows.add(candle(instrument, length, row));
    }
    return rows.closed(asked);
  }

  private JsonNode rows(JsonNode answer) {
    return switch (shape) {
      case ALONE -> answer;
      case RESULT_LIST -> answer.path("result").path("list");
      case DATA -> answer.path("data");
      case FIRST_OF_RESULT -> {
        JsonNode first = MissingNode.getInstance();
        for (JsonNode each : answer.path("result")) {
          first = first.isMissingNode() && each.isArray() ? each : first;
        }
        yield first;
      }
    };
  }

  private Parsed<Candle> candle(String instrument, long length, JsonNode row) {
    try {
      return Candle.of(
          instrument,
          millis ? WireTime.ofMillis(row, 0) : WireTime.ofSeconds(row.path(0).asText()),
          length,
          0,
          Json.number(row, open),
          Json.number(row, high),
          Json.number(row, low),
          Json.number(row, close),
          Json.number(row, volume));
    } catch (BadMessageException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }
}
