package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.HashMap;
import java.util.Map;

/** The single orders of a raw book, which make its levels; bounded. */
final class BitfinexOrders {

  /** Many times the 250 a side that a raw book has at most. */
  private static final int MOST = 10_000;

  private record Order(double price, double amount) {}

  private final Map<Long, Order> orders = new HashMap<>();

  void clear() {
    orders.clear();
  }

  /**
   * Reads {@code [id, price, amount]}: an amount below 0 is an ask, a price of 0 takes the order
   * away. An order that moves changes two levels.
   *
   * @param book gets the levels that changed
   */
  void change(JsonNode row, TrackedBook book) throws BadMessageException {
    long id = Json.whole(row, 0);
    double price = Json.number(row, 1);
    double amount = Json.number(row, 2);
    Order before = orders.remove(id);
    if (before != null) {
      level(before, book);
    }
    if (price == 0) {
      return;
    }
    if (amount == 0 || orders.size() >= MOST) {
      throw new BadMessageException("an order is " + row + ", beside " + orders.size() + " others");
    }
    Order order = new Order(price, amount);
    orders.put(id, order);
    level(order, book);
  }

  /** Sets the level anew from its orders: sums of sums would not come back to 0. */
  private void level(Order changed, TrackedBook book) throws BadMessageException {
    double sum = 0;
    for (Order order : orders.values()) {
      if (order.price() == changed.price() && (order.amount() > 0) == (changed.amount() > 0)) {
        sum += Math.abs(order.amount());
      }
    }
    book.set(changed.amount() > 0, changed.price(), sum);
  }
}
