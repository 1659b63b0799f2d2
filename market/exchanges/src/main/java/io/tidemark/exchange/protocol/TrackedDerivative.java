package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a derivative beside its trades and its book: mark price, index price, open
 * interest, the funding that settles meanwhile, liquidations. A value is a fact when it changes.
 * The rate that was said last before the next funding time moves on is the one that settled.
 */
public final class TrackedDerivative {

  /** A value that a venue states of a derivative. */
  public enum Value {
    MARK_PRICE(Metric.MARK_PRICE),
    INDEX_PRICE(Metric.INDEX_PRICE),
    /** In the base currency. */
    OPEN_INTEREST(Metric.OPEN_INTEREST);

    private final String metric;

    Value(String metric) {
      this.metric = metric;
    }

    /** The name of the {@link Metric}. */
    public String metric() {
      return metric;
    }
  }

  /** A rate that was said longer before its settlement may not be the one that settled, µs. */
  private static final long OLDEST_RATE = 60_000_000;

  private final Listing listing;
  private final Map<Value, Double> values = new HashMap<>();

  /** When the rate settles, µs since the epoch; 0 where none is known. */
  private long settles;

  /** The newest settlement whose rate was told, µs since the epoch; 0 before the first. */
  private long settled;

  private double rate;
  private long saidAt;
  private Statement.@Nullable FundingRate stated;

  public TrackedDerivative(Listing listing) {
    this.listing = listing;
  }

  /**
   * A value, if it changed; one that is refused is not kept.
   *
   * @param time the venue's, µs since the epoch
   * @param at when it was received, µs since the epoch
   */
  public List<Outcome> value(Value which, double value, long time, long at) {
    Double before = values.get(which);
    if (before != null && before == value) {
      return List.of();
    }
    Parsed<Metric> metric = Metric.of(listing.instrument(), time, at, which.metric, value);
    if (metric instanceof Parsed.Valid) {
      values.put(which, value);
    }
    return List.of(Outcome.of(metric));
  }

  /**
   * Open interest in the venue's unit, if it changed.
   *
   * @param price at which contracts are converted
   */
  public List<Outcome> openInterest(double quantity, double price, long time, long at) {
    double base = listing.unit().base(quantity, price);
    return Double.isNaN(base)
        ? List.of(new Outcome.Passed(NoFact.QUANTO))
        : value(Value.OPEN_INTEREST, base, time, at);
  }

  /** The last mark price; NaN before the first. */
  public double markPrice() {
    return values.getOrDefault(Value.MARK_PRICE, Double.NaN);
  }

  /**
   * The rate that settles next, after the one that settled before it.
   *
   * @param next when it settles, µs since the epoch
   */
  public List<Outcome> fundingRate(double newRate, long next, long time, long at) {
    Parsed<Funding> checked = Funding.of(listing.instrument(), time, at, newRate);
    if (checked instanceof Parsed.Rejected) {
      return List.of(Outcome.of(checked));
    }
    List<Outcome> outcomes = new ArrayList<>(2);
    if (settles > 0 && next > settles && time >= settles && settles - saidAt <= OLDEST_RATE) {
      outcomes.add(settledRate(rate, settles, Math.max(time, at)));
    }
    if (next >= settles) {
      settles = next;
      rate = newRate;
      saidAt = time;
    }
    outcomes.add(unsettled(newRate, time, next));
    return outcomes;
  }

  /**
   * A rate of which the venue says that it was settled, if none that is as new was told.
   *
   * @param time when it was settled, µs since the epoch
   */
  public Outcome settledRate(double settledRate, long time, long at) {
    Parsed<Funding> checked = Funding.of(listing.instrument(), time, at, settledRate);
    if (checked instanceof Parsed.Valid && time <= settled) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    if (checked instanceof Parsed.Valid) {
      settled = time;
    }
    return Outcome.of(checked);
  }

  /** The rate that settles next, where the venue does not say when. */
  public Outcome fundingRate(double newRate, long time) {
    Parsed<Funding> checked = Funding.of(listing.instrument(), time, time, newRate);
    return checked instanceof Parsed.Rejected
        ? Outcome.of(checked)
        : unsettled(newRate, time, null);
  }

  /** Some venues say the same twice in one message. */
  private Outcome unsettled(double newRate, long time, @Nullable Long next) {
    Statement.FundingRate rateNow =
        new Statement.FundingRate(listing.instrument(), time, newRate, next);
    if (rateNow.equals(stated)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    stated = rateNow;
    return new Outcome.Passed(NoFact.UNSETTLED, rateNow);
  }

  /**
   * A position that the venue closed.
   *
   * @param price of that order, or at which it was filled; refused unless above 0
   * @param quantity in the venue's unit
   * @param side of the order that closes it
   */
  public Outcome liquidation(
      String id, double price, double quantity, Side side, long time, long at) {
    if (!(price > 0)) {
      return new Outcome.Refused(
          RejectReason.NON_POSITIVE,
          "the price of the liquidation is " + price + ", it must be above 0");
    }
    double base = listing.unit().base(quantity, price);
    if (Double.isNaN(base)) {
      return new Outcome.Passed(NoFact.QUANTO);
    }
    String name = side == Side.BUY ? Metric.LIQUIDATED_SHORT : Metric.LIQUIDATED_LONG;
    Outcome amount = Outcome.of(Metric.of(listing.instrument(), time, at, name, base));
    return amount instanceof Outcome.Known
        ? amount.stating(
            new Statement.Liquidation(listing.instrument(), time, id, price, base, side))
        : amount;
  }
}
