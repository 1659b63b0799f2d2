package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one contract of MEXC, and what its messages mean. */
final class MexcContract {

  private final Listing listing;
  private final MexcBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  MexcContract(Listing listing) {
    this.listing = listing;
    this.book = new MexcBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  boolean isQuanto() {
    return listing.unit() instanceof Unit.Quanto;
  }

  MexcBook book() {
    return book;
  }

  /**
   * A trade; those of the old dialect have no id.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "t");
    double price = Json.number(row, "p");
    double base = listing.unit().base(Json.number(row, "v"), price);
    return isQuanto()
        ? new Outcome.Passed(NoFact.QUANTO)
        : trades.trade(Json.idOrNone(row, "i"), time, at, price, base, MexcSide.of(row, "T"));
  }

  /**
   * A change of the book. Several may come in one message, which then says begin and end.
   *
   * @throws BadMessageException if it has no number
   */
  Outcome change(JsonNode data, long time, long at) throws BadMessageException {
    long last = Json.whole(data, data.has("end") ? "end" : "version");
    long first = data.has("begin") ? Json.whole(data, "begin") : last;
    return book.change("push.depth", first, last, data, time, at);
  }

  /**
   * The mark price or the index price.
   *
   * @throws BadMessageException if it is missing
   */
  List<Outcome> price(Value which, JsonNode data, long time, long at) throws BadMessageException {
    List<Outcome> outcomes = derivative.value(which, Json.number(data, "price"), time, at);
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.REPEATED)) : outcomes;
  }

  /**
   * The rate that settles next.
   *
   * @throws BadMessageException if it is missing
   */
  List<Outcome> fundingRate(JsonNode data, long time, long at) throws BadMessageException {
    double rate = Json.number(data, data.has("rate") ? "rate" : "fundingRate");
    return Json.says(data, "nextSettleTime")
        ? derivative.fundingRate(rate, WireTime.ofMillis(data, "nextSettleTime"), time, at)
        : List.of(derivative.fundingRate(rate, time));
  }

  /**
   * The values of a ticker; {@code fairPrice} is the mark price, {@code holdVol} open interest.
   *
   * @throws BadMessageException if one is no number
   */
  List<Outcome> ticker(JsonNode data, long time, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (data.has("fairPrice")) {
      double mark = Json.number(data, "fairPrice");
      outcomes.addAll(derivative.value(Value.MARK_PRICE, mark, time, at));
    }
    if (data.has("indexPrice")) {
      double index = Json.number(data, "indexPrice");
      outcomes.addAll(derivative.value(Value.INDEX_PRICE, index, time, at));
    }
    if (data.has("holdVol")) {
      double open = Json.number(data, "holdVol");
      outcomes.addAll(derivative.openInterest(open, derivative.markPrice(), time, at));
    }
    if (data.has("fundingRate")) {
      outcomes.add(derivative.fundingRate(Json.number(data, "fundingRate"), time));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }
}
