package io.tidemark.exchange.candle;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Parsed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of one answer, in its order, and why some of them are no closed candles. */
final class CandleRows {

  private final long now;
  private final List<Candle> told = new ArrayList<>();
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();

  /** The detail of the first row that is no candle. */
  private String detail = "";

  /**
   * There are none.
   *
   * @param now no bar that ends later has closed, µs since the epoch
   */
  CandleRows(long now) {
    this.now = now;
  }

  void add(Parsed<Candle> row) {
    if (row instanceof Parsed.Rejected<Candle> rejected) {
      detail = detail.isEmpty() ? " (" + rejected.detail() + ")" : detail;
      leaveOut("no candles");
    } else if (row instanceof Parsed.Valid<Candle> valid) {
      if (valid.value().start() > now) {
        leaveOut("of bars that have not begun");
      } else {
        told.add(valid.value());
      }
    }
  }

  private void leaveOut(String why) {
    leftOut.merge(why, 1, Integer::sum);
  }

  /**
   * The newest is left out: that a candle has closed is known when a later one has begun.
   *
   * @param asked so many rows at most
   */
  ClosedCandles closed(int asked) {
    List<Candle> rows = inOrder();
    int beyond = Math.max(0, rows.size() - asked);
    for (int i = 0; i < beyond; i++) {
      leaveOut("beyond what was asked for");
    }
    List<Candle> closed = new ArrayList<>();
    for (Candle candle : rows.subList(beyond, Math.max(beyond, rows.size() - 1))) {
      if (candle.eventTime() > now) {
        leaveOut("of bars that have not ended");
      } else {
        closed.add(candle);
      }
    }
    return new ClosedCandles(closed, words());
  }

  private List<Candle> inOrder() {
    if (!isAscending()) {
      Collections.reverse(told);
    }
    List<Candle> rows = new ArrayList<>();
    for (Candle candle : told) {
      long last = rows.isEmpty() ? Long.MIN_VALUE : rows.get(rows.size() - 1).start();
      if (candle.start() == last) {
        leaveOut("doubled");
      } else if (candle.start() < last) {
        leaveOut("out of order");
      } else {
        rows.add(candle);
      }
    }
    return rows;
  }

  /** Venues differ in their order; that of most neighbours counts. */
  private boolean isAscending() {
    int ascending = 0;
    for (int i = 1; i < told.size(); i++) {
      ascending += Long.compare(told.get(i).start(), told.get(i - 1).start());
    }
    return ascending >= 0;
  }

  private String words() {
    String all =
        leftOut.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
    return all + detail;
  }
}
