package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;

/** MEXC's sides: 1 buys, 2 sells. */
final class MexcSide {

  private MexcSide() {}

  /**
   * The field as a side.
   *
   * @throws BadMessageException if it is neither
   */
  static Side of(JsonNode row, String field) throws BadMessageException {
    long side = Json.whole(row, field);
    if (side != 1 && side != 2) {
      throw new BadMessageException(field + " is " + side + ", neither 1 nor 2");
    }
    return side == 1 ? Side.BUY : Side.SELL;
  }
}
