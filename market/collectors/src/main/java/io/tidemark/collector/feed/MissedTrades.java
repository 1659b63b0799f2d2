package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.TradesNote.State;
import io.tidemark.exchange.protocol.VenueClock;
import io.tidemark.exchange.protocol.WatchedTrades;
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

  private final VenueClock clock = new VenueClock();
  private final Map<String, WatchedTrades> watched = new HashMap<>();

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

  /** Market data came that has this time of the venue, µs since the epoch. */
  void told(long eventTime, Step step) {
    clock.heard(eventTime, step.stamp());
  }

  /** All instruments are watched from now on. */
  void begin(Step step) {
    plan.symbols().keySet().forEach(each -> watched(each).begin(step.stamp()));
  }

  private WatchedTrades watched(String instrument) {
    return watched.computeIfAbsent(instrument, any -> new WatchedTrades(clock));
  }

  /**
   * Trades of the instrument are missing.
   *
   * @param count how many; {@link FeedMetric#UNKNOWN} if nobody knows
   */
  void miss(String instrument, long count, Step step) {
    WatchedTrades trades = watched(instrument);
    if (!plan.wants(FeedChannel.TRADES) || !trades.isWatched()) {
      return;
    }
    TradeHole hole = holes.get(instrument);
    if (hole != null) {
      boolean held = hole.isHolding();
      hole.grow(count, step.tick());
      if (hole.isHolding() && !held) {
        step.act(new FeedAction.HandOnTrades(instrument, State.HELD));
      }
      return;
    }
    Optional<URI> uri = dialect.pastTrades(plan, plan.symbols().getOrDefault(instrument, ""));
    if (uri.isPresent()) {
      long last = lastTrade.getOrDefault(instrument, trades.from());
      numberBefore.put(instrument, lastNumber.getOrDefault(instrument, Long.MAX_VALUE));
      holes.put(instrument, new TradeHole(uri.get(), count, last, step.tick()));
      step.act(new FeedAction.HandOnTrades(instrument, State.HELD));
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
    WatchedTrades trades = watched(trade.instrument());
    trades.heard(trade, step.stamp());
    TradeHole hole = holes.get(trade.instrument());
    if (hole == null || !hole.holds(trade)) {
      publish(trade, step);
      return;
    }
    trades.hold(trade);
    if (trades.isFull()) {
      release(trade.instrument(), hole, State.LATE, step);
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
    Map<String, Long> skipped = skipped(instrument, trades);
    long told = 0;
    List<Trade> brought = new ArrayList<>();
    for (WatchedTrades.Joined each : watched(instrument).join(trades, step.stamp())) {
      long before = skipped.getOrDefault(each.trade().tradeId(), 0L);
      if (before > 0) {
        tell(instrument, before, "the answer skips them", step);
        told += before;
      }
      if (publish(each.trade(), step) && !each.live()) {
        brought.add(each.trade());
      }
    }
    long missing = hole.missingAfter(trades, brought);
    if (missing == FeedMetric.UNKNOWN && isCounted(instrument) && hole.reachesTheEnd(trades)) {
      missing = 0; // beside those that were told by their numbers
    }
    long rest = missing == FeedMetric.UNKNOWN ? missing : Math.max(missing - told, 0);
    over(instrument, hole, rest, "the answer is too short", step);
  }

  /** Whether numbers tell what is missing behind the last trade before the hole. */
  private boolean isCounted(String instrument) {
    return dialect.numbersTrades() && numberBefore(instrument) != Long.MAX_VALUE;
  }

  private long numberBefore(String instrument) {
    return numberBefore.getOrDefault(instrument, Long.MAX_VALUE);
  }

  private Map<String, Long> skipped(String instrument, List<Trade> trades) {
    return dialect.numbersTrades()
        ? SkippedNumbers.before(trades, numberBefore(instrument), watched(instrument).heldIds())
        : Map.of();
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
      release(instrument, hole, State.LIVE, step);
    }
  }

  /** Ends what has waited for too long. */
  void passed(Step step) {
    Iterator<Map.Entry<String, TradeHole>> each = holes.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, TradeHole> next = each.next();
      TradeHole hole = next.getValue();
      if (hole.isHolding() && hole.age(step.tick()) > LONGEST) {
        release(next.getKey(), hole, State.LATE, step);
      }
      if (hole.age(step.tick()) > LONGEST_ANSWER) {
        each.remove();
        step.act(new FeedAction.HandOnTrades(next.getKey(), State.LIVE));
        watched(next.getKey()).settle();
        tell(next.getKey(), hole.total(), "no answer came", step);
      }
    }
  }

  /** No answer is waited for any more. */
  void end(Step step) {
    holes.forEach(
        (instrument, hole) -> {
          tell(instrument, hole.total(), "the collector ends before the answer", step);
          release(instrument, hole, State.LIVE, step);
        });
    holes.clear();
  }

  private void release(String instrument, TradeHole hole, State then, Step step) {
    hole.letGo();
    step.act(new FeedAction.HandOnTrades(instrument, then));
    watched(instrument).release(step.stamp()).forEach(trade -> publish(trade, step));
    if (then == State.LIVE) {
      watched(instrument).settle();
    }
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
