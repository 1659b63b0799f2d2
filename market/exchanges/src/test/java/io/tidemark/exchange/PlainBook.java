package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.exchange.protocol.Unit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A book as simple as can be, to hold the quick one against. */
public final class PlainBook {

  private final TreeMap<Double, Double> bids = new TreeMap<>(Collections.reverseOrder());
  private final TreeMap<Double, Double> asks = new TreeMap<>();

  public void snapshot(JsonNode snapshot) {
    bids.clear();
    asks.clear();
    set(bids, snapshot.path("bids"));
    set(asks, snapshot.path("asks"));
  }

  public void change(JsonNode event) {
    set(bids, event.path("b"));
    set(asks, event.path("a"));
  }

  public boolean isCrossed() {
    return bids.firstKey() >= asks.firstKey();
  }

  /** Whether the fact holds the best levels, sizes counted in this unit. */
  public boolean isShownBy(Book fact, Unit unit) {
    return Arrays.equals(fact.bidPrices(), prices(bids))
        && Arrays.equals(fact.askPrices(), prices(asks))
        && Arrays.equals(fact.bidSizes(), sizes(bids, unit))
        && Arrays.equals(fact.askSizes(), sizes(asks, unit));
  }

  /** What the venue's REST answer would say of it. */
  public String asSnapshot(long last) {
    return "{\"lastUpdateId\":"
        + last
        + ",\"bids\":"
        + json(bids)
        + ",\"asks\":"
        + json(asks)
        + "}";
  }

  private static void set(SortedMap<Double, Double> side, JsonNode levels) {
    for (JsonNode level : levels) {
      double price = level.path(0).asDouble();
      double size = level.path(1).asDouble();
      if (size == 0) {
        side.remove(price);
      } else {
        side.put(price, size);
      }
    }
  }

  private static double[] prices(SortedMap<Double, Double> side) {
    return side.keySet().stream().limit(20).mapToDouble(price -> price).toArray();
  }

  private static double[] sizes(SortedMap<Double, Double> side, Unit unit) {
    return side.entrySet().stream()
        .limit(20)
        .mapToDouble(level -> unit.base(level.getValue(), level.getKey()))
        .toArray();
  }

  private static String json(SortedMap<Double, Double> side) {
    StringBuilder json = new StringBuilder("[");
    for (Map.Entry<Double, Double> level : side.entrySet()) {
      json.append(json.length() == 1 ? "" : ",")
          .append("[\"" + level.getKey() + "\",\"" + level.getValue() + "\"]");
    }
    return json.append("]").toString();
  }
}
