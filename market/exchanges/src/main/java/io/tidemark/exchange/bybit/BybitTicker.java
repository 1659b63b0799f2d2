package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What tickers say of one derivative: mark price, index price, open interest, funding. After the
 * first a message names only what changed; the funding rate stands until another is named.
 */
final class BybitTicker {

  /** Version 2 says some numbers as whole ones, the power of ten in the field's name. */
  private static final String[] SCALES = {"_e4", "_e6", "_e8"};

  private static final double[] DIVISORS = {1e4, 1e6, 1e8};

  private final TrackedDerivative derivative;
  private double last = Double.NaN;
  private double rate = Double.NaN;

  /** When the rate settles, µs since the epoch; 0 where the venue did not say. */
  private long settles;

  BybitTicker(TrackedDerivative derivative) {
    this.derivative = derivative;
  }

  /**
   * Version 2's {@code instrument_info}: one row, or the rows that changed.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> second(JsonNode data, long time, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode row : data.has("update") ? Json.array(data, "update") : List.of(data)) {
      if (isTime(row, "next_funding_time")) {
        settles = WireTime.ofIso(row, "next_funding_time");
      }
      last = scaled(row, "last_price", last);
      read(
          outcomes,
          scaled(row, "mark_price", Double.NaN),
          scaled(row, "index_price", Double.NaN),
          scaled(row, "open_interest", Double.NaN),
          scaled(row, "funding_rate", Double.NaN),
          time,
          at);
    }
    return orSummary(outcomes);
  }

  /**
   * Version 3's and 5's {@code tickers}.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> fifth(JsonNode data, long time, long at) throws BadMessageException {
    if (isTime(data, "nextFundingTime")) {
      settles = WireTime.ofMillis(data, "nextFundingTime");
    }
    last = plain(data, "lastPrice", last);
    List<Outcome> outcomes = new ArrayList<>();
    read(
        outcomes,
        plain(data, "markPrice", Double.NaN),
        plain(data, "indexPrice", Double.NaN),
        plain(data, "openInterest", Double.NaN),
        plain(data, "fundingRate", Double.NaN),
        time,
        at);
    return orSummary(outcomes);
  }

  private void read(
      List<Outcome> outcomes,
      double mark,
      double index,
      double interest,
      double newRate,
      long time,
      long at) {
    if (!Double.isNaN(mark)) {
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    }
    if (!Double.isNaN(index)) {
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    }
    if (!Double.isNaN(interest)) {
      double price = Double.isNaN(derivative.markPrice()) ? last : derivative.markPrice();
      outcomes.addAll(derivative.openInterest(interest, price, time, at));
    }
    if (!Double.isNaN(newRate)) {
      rate = newRate;
    }
    if (!Double.isNaN(rate)) {
      outcomes.addAll(
          settles > 0
              ? derivative.fundingRate(rate, settles, time, at)
              : List.of(derivative.fundingRate(rate, time)));
    }
  }

  private static List<Outcome> orSummary(List<Outcome> outcomes) {
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  private static double plain(JsonNode row, String field, double before)
      throws BadMessageException {
    return Json.says(row, field) ? Json.number(row, field) : before;
  }

  private static double scaled(JsonNode row, String field, double before)
      throws BadMessageException {
    for (int i = 0; i < SCALES.length && !Json.says(row, field); i++) {
      if (Json.says(row, field + SCALES[i])) {
        return Json.number(row, field + SCALES[i]) / DIVISORS[i];
      }
    }
    return plain(row, field, before);
  }

  /** What does not settle has no time, or the epoch's. */
  private static boolean isTime(JsonNode row, String field) {
    String text = row.path(field).asText();
    return Json.says(row, field) && !text.equals("0") && !text.startsWith("1970");
  }
}
