package io.tidemark.exchange.okx;

import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * Past trades as the channel tells them: those that one order made at one price are one trade, by
 * the number of the last. The request answers with each of them.
 */
final class OkxPastTrades {

  private OkxPastTrades() {}

  /**
   * Trades of one time, price and side are taken for those of one order.
   *
   * @param each the oldest first
   */
  static List<Trade> byOrder(List<Trade> each) {
    List<Trade> told = new ArrayList<>(each.size());
    for (Trade trade : each) {
      int last = told.size() - 1;
      if (last >= 0 && isOfOneOrder(told.get(last), trade)) {
        told.set(last, joined(told.get(last), trade));
      } else {
        told.add(trade);
      }
    }
    return told;
  }

  private static boolean isOfOneOrder(Trade before, Trade trade) {
    return before.eventTime() == trade.eventTime()
        && before.price() == trade.price()
        && before.takerSide() == trade.takerSide();
  }

  private static Trade joined(Trade before, Trade last) {
    return new Trade(
        last.instrument(),
        last.eventTime(),
        last.availableAt(),
        last.tradeId(),
        last.price(),
        before.quantity() + last.quantity(),
        last.takerSide());
  }
}
