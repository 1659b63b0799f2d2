package io.tidemark.box;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One symbol of a venue in the box: a seeded book and its trades, and what is true of them. */
public final class BoxMarket {

  /** A level that changed; size 0: it is gone. */
  public record Level(boolean bid, double price, double size) {}

  /** A change of the book: its levels, and its number. */
  public record Change(long number, List<Level> levels) {}

  /** A trade. */
  public record Deal(long id, long millis, double price, double size, boolean takerBuys) {}

  /** What was traded in a length of time; {@code start} is ms since the epoch. */
  public record Bar(long start, double open, double high, double low, double close, double volume) {

    private Bar with(Deal deal) {
      return new Bar(
          start,
          open,
          Math.max(high, deal.price()),
          Math.min(low, deal.price()),
          deal.price(),
          volume + deal.size());
    }
  }

  /** The rate of each settlement. */
  static final String FUNDING_RATE = "0.0000125";

  private static final long HOUR = 3_600_000;

  private static final int DEPTH = 60;

  /** More past trades than any venue answers with. */
  private static final int MOST_DEALS = 5_000;

  private final String symbol;
  private final Random random;
  private final InstantSource clock;
  private final TreeMap<Double, Double> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Double, Double> asks = new TreeMap<>();
  private final ArrayDeque<Deal> deals = new ArrayDeque<>();
  private long lastDeal;
  private long number = 1_000;
  private int middle = 10_000;

  /**
   * A market with a book.
   *
   * @param clock of the venue: what is said of the market has its times
   */
  BoxMarket(String symbol, long seed, InstantSource clock) {
    this.symbol = symbol;
    this.clock = clock;
    this.random = new Random(seed);
    fill(new ArrayList<>());
  }

  public String symbol() {
    return symbol;
  }

  /** What the venue's clock says. */
  Instant instant() {
    return clock.instant();
  }

  /** The same, ms since the epoch. */
  long millis() {
    return clock.millis();
  }

  public long number() {
    return number;
  }

  /** Sizes by price, the best first. */
  public Map<Double, Double> bids() {
    return bids;
  }

  /** Sizes by price, the best first. */
  public Map<Double, Double> asks() {
    return asks;
  }

  /** The best levels of one side. */
  Map<Double, Double> best(boolean bid, int most) {
    Map<Double, Double> best = new LinkedHashMap<>();
    (bid ? bids : asks)
        .entrySet().stream()
            .limit(most)
            .forEach(level -> best.put(level.getKey(), level.getValue()));
    return best;
  }

  /** The last trades, at most so many of those that are kept, the oldest first. */
  public List<Deal> lastDeals(int most) {
    return deals.stream().skip(Math.max(0, deals.size() - most)).toList();
  }

  /** Answers have this trade no more. */
  void forget(long id) {
    deals.removeIf(deal -> deal.id() == id);
  }

  /**
   * Bars of a minute, of the trades that are kept, at most so many, the oldest first; the last one
   * is forming.
   */
  List<Bar> lastBars(int most) {
    long millis = 60_000;
    TreeMap<Long, Bar> bars = new TreeMap<>();
    for (Deal deal : deals) {
      bars.compute(
          Math.floorDiv(deal.millis(), millis) * millis,
          (start, bar) ->
              bar == null
                  ? new Bar(
                      start, deal.price(), deal.price(), deal.price(), deal.price(), deal.size())
                  : bar.with(deal));
    }
    return bars.values().stream().skip(Math.max(0, bars.size() - most)).toList();
  }

  /** When the last settlement was, ms since the epoch: there is one an hour. */
  long lastFunding() {
    return Math.floorDiv(millis(), HOUR) * HOUR;
  }

  /** Contracts that are open; each trade opens one. */
  public long openInterest() {
    return 1_000 + lastDeal;
  }

  /** The number of the last trade; they are numbered from 1. */
  public long lastDeal() {
    return lastDeal;
  }

  /** The middle moves by at most a tick, levels move with it. */
  public Change change() {
    List<Level> levels = new ArrayList<>();
    middle += random.nextInt(3) - 1;
    for (double price : List.copyOf(bids.keySet())) {
      if (price >= price(0) || price < price(-DEPTH)) {
        bids.remove(price);
        levels.add(new Level(true, price, 0));
      }
    }
    for (double price : List.copyOf(asks.keySet())) {
      if (price <= price(0) || price > price(DEPTH)) {
        asks.remove(price);
        levels.add(new Level(false, price, 0));
      }
    }
    fill(levels);
    set(levels, random.nextBoolean(), 1 + random.nextInt(5));
    number++;
    return new Change(number, levels);
  }

  private void fill(List<Level> levels) {
    for (int i = 1; i <= DEPTH; i++) {
      if (!bids.containsKey(price(-i))) {
        set(levels, true, i);
      }
      if (!asks.containsKey(price(i))) {
        set(levels, false, i);
      }
    }
  }

  private void set(List<Level> levels, boolean bid, int away) {
    double size = (1 + random.nextInt(1_000)) / 8.0;
    double price = price(bid ? -away : away);
    (bid ? bids : asks).put(price, size);
    levels.add(new Level(bid, price, size));
  }

  private double price(int away) {
    return (middle + away) / 4.0;
  }

  /** The next trade, made at this time, ms since the epoch. */
  Deal deal(long millis) {
    Deal deal =
        new Deal(
            lastDeal + 1,
            millis,
            price(random.nextBoolean() ? 1 : -1),
            (1 + random.nextInt(100)) / 8.0,
            random.nextBoolean());
    lastDeal++;
    deals.add(deal);
    if (deals.size() > MOST_DEALS) {
      deals.remove();
    }
    return deal;
  }
}
