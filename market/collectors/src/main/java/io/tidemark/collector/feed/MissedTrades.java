package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trades that were missed are asked for. Until the answer has come the instrument's new trades are
 * held back, so that all are handed on in their order; not for longer than {@link #LONGEST}. An
 * answer after that is still used: its trades stand behind later ones. What no answer brings is
 * told in the log.
 */
final class MissedTrades {

  /** New trades are held back for so long, µs. */
  static final long LONGEST = 15_000_000;

  /** An answer is waited for so long, µs; the venue may want no requests for a while. */
  static final long LONGEST_ANSWER = 300_000_000;

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final Outlet outlet;
  private final Map<String, TradeHole> holes = new LinkedHashMap<>();

  /** From when on each instrument was watched, µs since the epoch. */
  private final Map<String, Long> watchedFrom = new HashMap<>();

  /** The id of the first trade of each instrument: those behind it in an answer were watched. */
  private final Map<String, String> firstTrade = new HashMap<>();

  /** The time of the last trade of each instrument, µs since the epoch. */
  private final Map<String, Long> lastTrade = new HashMap<>();

  /** The largest number of a trade of each instrument that was handed on. */
  private final Map<String, Long> lastNumber = new HashMap<>();

  /** The same when its hole opened. */
  private final Map<String, Long> numberBefore = new HashMap<>();

  MissedTrades(FeedPlan plan, VenueDialect dialect, Outlet outlet) {
    this.plan = plan;
    this.dialect = dialect;
    this.outlet = outlet;
  }

  /** All instruments are watched from now on. */
  void begin(Step step) {
    plan.symbols().keySet().forEach(each -> watchedFrom.putIfAbsent(each, step.stamp()));
  }

  /**
   * Trades of the instrument are missing.
   *
   * @param count how many; {@link FeedMetric#UNKNOWN} if nobody knows
   */
  void miss(String instrument, long count, Step step) {
    Long from = watchedFrom.get(instrument);
    if (!plan.wants(FeedChannel.TRADES) || from == null) {
      return;
    }
    TradeHole hole = holes.get(instrument);
    if (hole != null) {
      hole.grow(count, step.tick());
      return;
    }
    Optional<URI> uri = dialect.pastTrades(plan, plan.symbols().getOrDefault(instrument, ""));
    if (uri.isPresent()) {
      long last = lastTrade.getOrDefault(instrument, from);
      numberBefore.put(instrument, lastNumber.getOrDefault(instrument, Long.MAX_VALUE));
      holes.put(instrument, new TradeHole(uri.get(), count, last, step.tick()));
    } else {
      tell(instrument, count, "the venue has no request for past trades", step);
    }
  }

  /** The time of the last trade that was handed on, µs since the epoch; 0 if there was none. */
  long lastTrade(String instrument) {
    return lastTrade.getOrDefault(instrument, 0L);
  }

  /** A trade comes. It is handed on, or held back until what is missing before it is known. */
  void trade(Trade trade, Step step) {
    if (!plan.symbols().containsKey(trade.instrument())) {
      return;
    }
    // a time ahead of the clock must not keep what comes next from being asked for
    watchedFrom.merge(trade.instrument(), Math.min(trade.eventTime(), step.stamp()), Math::min);
    if (!trade.tradeId().isEmpty()) {
      firstTrade.putIfAbsent(trade.instrument(), trade.tradeId());
    }
    TradeHole hole = holes.get(trade.instrument());
    if (hole == null || !hole.holds(trade)) {
      publish(trade, step);
    } else if (hole.isFull()) {
      release(hole, step);
    }
  }

  private boolean publish(Trade trade, Step step) {
    lastTrade.merge(trade.instrument(), Math.min(trade.eventTime(), step.stamp()), Math::max);
    long number = SkippedNumbers.number(trade.tradeId());
    if (dialect.numbersTrades() && number != Long.MAX_VALUE) {
      lastNumber.merge(trade.instrument(), number, Math::max);
    }
    return outlet.publish(trade, step);
  }

  /** Whether a request is due. */
  boolean isToAsk(boolean subscribed) {
    return holes.values().stream().anyMatch(hole -> hole.isToBeAsked(subscribed));
  }

  /**
   * The next request, if one is due; one at a time, for venues count them.
   *
   * @param subscribed whether all comes that is wanted
   */
  Optional<URI> request(boolean subscribed) {
    return holes.values().stream()
        .filter(hole -> hole.isToBeAsked(subscribed))
        .findFirst()
        .map(TradeHole::ask);
  }

  /** The instrument whose trades this request asks for; empty if it asks for others. */
  String instrument(URI uri) {
    return holes.entrySet().stream()
        .filter(each -> each.getValue().asks(uri))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** The answer has come: what was missed goes before what was held back for it. */
  void answered(String instrument, List<Trade> trades, Step step) {
    TradeHole hole = holes.get(instrument);
    if (hole == null) {
      return;
    }
    Map<String, Trade> held = hole.held(trades);
    List<Trade> brought = new ArrayList<>();
    long from = watchedFrom.getOrDefault(instrument, Long.MAX_VALUE);
    boolean watched = false;
    for (Trade trade : trades) {
      watched |= trade.eventTime() >= from || trade.tradeId().equals(firstTrade.get(instrument));
      Trade live = held.get(trade.tradeId());
      if (live != null) {
        // some venues give times less precisely in answers
        publish(knownAt(step.stamp(), live), step);
      } else if (watched && publish(trade, step)) {
        brought.add(trade);
      }
    }
    long missing = hole.missingAfter(trades, brought);
    long skipped = dialect.numbersTrades() ? skipped(instrument, trades, hole) : 0;
    if (missing != FeedMetric.UNKNOWN && skipped > missing) {
      over(instrument, hole, skipped, "the answer skips them", step);
    } else {
      over(instrument, hole, missing, "the answer is too short", step);
    }
  }

  private long skipped(String instrument, List<Trade> trades, TradeHole hole) {
    long after = numberBefore.getOrDefault(instrument, Long.MAX_VALUE);
    return SkippedNumbers.in(trades, after, hole.heldIds());
  }

  /** There is no answer that says anything. */
  void failed(String instrument, String why, Step step) {
    TradeHole hole = holes.get(instrument);
    if (hole != null) {
      over(instrument, hole, hole.count(), why, step);
    }
  }

  /** The hole is dealt with, unless another one opened behind it, which is asked for now. */
  private void over(String instrument, TradeHole hole, long missing, String why, Step step) {
    if (missing != 0) {
      tell(instrument, missing, why, step);
    }
    if (!hole.askAgain(lastTrade(instrument), step.tick())) {
      holes.remove(instrument);
      release(hole, step);
    }
  }

  /** Ends what has waited for too long. */
  void passed(Step step) {
    Iterator<Map.Entry<String, TradeHole>> each = holes.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, TradeHole> next = each.next();
      TradeHole hole = next.getValue();
      if (hole.age(step.tick()) > LONGEST) {
        release(hole, step);
      }
      if (hole.age(step.tick()) > LONGEST_ANSWER) {
        each.remove();
        tell(next.getKey(), hole.total(), "no answer came", step);
      }
    }
  }

  /** No answer is waited for any more. */
  void end(Step step) {
    holes.forEach(
        (instrument, hole) -> {
          tell(instrument, hole.total(), "the collector ends before the answer", step);
          release(hole, step);
        });
    holes.clear();
  }

  /** What was held back could be known by others only now. */
  private void release(TradeHole hole, Step step) {
    hole.release().forEach(trade -> publish(knownAt(step.stamp(), trade), step));
  }

  /** The trade as it is known from then on, µs since the epoch. */
  static Trade knownAt(long time, Trade trade) {
    return new Trade(
        trade.instrument(),
        trade.eventTime(),
        Math.max(trade.availableAt(), time),
        trade.tradeId(),
        trade.price(),
        trade.quantity(),
        trade.takerSide());
  }

  private void tell(String instrument, long count, String why, Step step) {
    outlet.metric(instrument, FeedMetric.TRADES_MISSING, (double) count, step);
    step.report(
        Kind.TRADES_LOST,
        "%s: %s trades are missing: %s"
            .formatted(
                instrument, count == FeedMetric.UNKNOWN ? "an unknown number of" : count, why));
  }
}
