package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.WatchedTrades;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is heard of a feed's instruments, and what the log is told of times in which nothing was
 * watched. Times are ticks in µs.
 */
final class FeedWatch {

  private static final long SECOND = 1_000_000;

  /** Of the trades of a second connection so many are kept; older ones were said by the first. */
  private static final int MOST_AHEAD = 2_000;

  private final FeedPlan plan;
  private final InstrumentLists lists;
  private final FeedWarmUp warmUp;
  private final Outlet outlet;
  private final MissedTrades missedTrades;
  private final ClockOffset clockOffset = new ClockOffset();

  /** When books were lost, by instrument. */
  private final Map<String, Long> lostAt = new HashMap<>();

  /** Of which the log was not told yet that they are watched. */
  private final Set<String> unstarted;

  /** When something was heard of each instrument; nothing before it began. */
  private final Map<String, Long> heardAt = new HashMap<>();

  /** The last trades that a second connection said, before it leads. */
  private final ArrayDeque<Trade> ahead = new ArrayDeque<>();

  /** The time of the first trade of each instrument that it said, µs since the epoch. */
  private final Map<String, Long> aheadFrom = new HashMap<>();

  /** When data stopped coming; 0 while it comes. */
  private long silentSince;

  FeedWatch(
      FeedPlan plan,
      InstrumentLists lists,
      FeedWarmUp warmUp,
      Outlet outlet,
      MissedTrades missedTrades) {
    this.plan = plan;
    this.lists = lists;
    this.warmUp = warmUp;
    this.outlet = outlet;
    this.missedTrades = missedTrades;
    this.unstarted = new LinkedHashSet<>(plan.symbols().keySet());
  }

  /** Time passes; with the first time it begins. */
  void passed(long now) {
    if (heardAt.isEmpty()) {
      plan.symbols().keySet().forEach(instrument -> heardAt.put(instrument, now));
    }
  }

  /** For how long nothing was heard of each instrument, µs. */
  Map<String, Long> silence(long now) {
    Map<String, Long> silence = new LinkedHashMap<>();
    for (String instrument : plan.symbols().keySet()) {
      silence.put(instrument, now - heardAt.getOrDefault(instrument, now));
    }
    return silence;
  }

  /** See {@link FeedState#clockOffset}. */
  OptionalLong clockOffset() {
    return clockOffset.micros();
  }

  /** No data comes any more, for the connection that brought it has ended. */
  void silent(long since) {
    if (silentSince == 0) {
      silentSince = since;
    }
  }

  /**
   * Another connection leads: what it said before the one that led is handed on.
   *
   * @param whole whether it brings all that is wanted; else some trades may be missing
   */
  void takenOver(boolean whole, Step step) {
    ahead.forEach(trade -> missedTrades.trade(WatchedTrades.knownAt(step.stamp(), trade), step));
    forgotten();
    if (!whole) {
      uncertain(step);
    }
  }

  /** A second connection has ended before it led: the first says the same. */
  void forgotten() {
    ahead.clear();
    aheadFrom.clear();
  }

  /** Whether the connection that leads has come to where the trades of the second one begin. */
  boolean overlap() {
    return aheadFrom.entrySet().stream()
        .allMatch(each -> missedTrades.lastTrade(each.getKey()) >= each.getValue());
  }

  private void uncertain(Step step) {
    for (String instrument : plan.symbols().keySet()) {
      if (!warmUp.isUnsaid(instrument)) {
        missedTrades.miss(instrument, FeedMetric.UNKNOWN, step);
      }
    }
  }

  /** There is no connection: no book is known, and pasts that were not told begin anew. */
  void disconnected() {
    lostAt.clear();
    unstarted.addAll(warmUp.interrupted());
  }

  /**
   * Who hears what a connection says in one step.
   *
   * @param leads whether the connection leads
   * @param acts does what the connection wants done
   */
  Leg.Said hears(boolean leads, Step step, Consumer<FeedAction> acts) {
    return new Leg.Said() {
      @Override
      public void heard(String instrument) {
        heardAt.replace(instrument, step.tick());
      }

      @Override
      public void instrumentUnknown() {
        lists.lack(step.tick());
      }

      @Override
      public void fact(Fact fact) {
        told(leads, fact, step);
      }

      @Override
      public void bookLost(String instrument, String why) {
        lostAt.putIfAbsent(instrument, step.tick());
        step.report(Kind.BOOK_LOST, why);
      }

      @Override
      public void resynced(String instrument) {
        Long lost = lostAt.remove(instrument);
        if (lost != null) {
          outlet.metric(instrument, FeedMetric.BOOK_GAP, seconds(step.tick() - lost), step);
          step.report(Kind.RESYNCED, instrument);
        }
      }

      @Override
      public void tradesMissing(String instrument, long count) {
        if (!leads) {
          return;
        }
        if (warmUp.beginsAnew(instrument)) {
          unstarted.add(instrument);
        } else {
          missedTrades.miss(instrument, count, step);
        }
      }

      @Override
      public void messagesMissing() {
        plan.symbols().keySet().forEach(each -> tradesMissing(each, FeedMetric.UNKNOWN));
      }

      @Override
      public void tradesRenumbered(String instrument) {
        outlet.renumbered(instrument, step);
      }

      @Override
      public void report(Kind kind, String words) {
        step.report(kind, words);
      }

      @Override
      public void act(FeedAction action) {
        acts.accept(action);
      }
    };
  }

  /** Two connections say the same, but not at once: only one gives the trades their order. */
  private void told(boolean leads, Fact fact, Step step) {
    if (fact instanceof Trade || fact instanceof Book) {
      clockOffset.heard(fact.eventTime(), step.now());
      missedTrades.told(fact.eventTime(), step);
    }
    if (leads) {
      dataCame(step);
      handOn(fact, step);
    } else if (fact instanceof Trade trade && plan.symbols().containsKey(trade.instrument())) {
      ahead.add(trade);
      aheadFrom.putIfAbsent(trade.instrument(), Math.min(trade.eventTime(), step.stamp()));
      if (ahead.size() > MOST_AHEAD) {
        missedTrades.trade(ahead.remove(), step);
      }
    } else if (!(fact instanceof Trade || fact instanceof Book || fact instanceof Metric)) {
      handOn(fact, step);
    }
  }

  private void handOn(Fact fact, Step step) {
    if (fact instanceof Trade trade) {
      missedTrades.trade(trade, step);
    } else {
      outlet.publish(fact, step);
    }
  }

  /** The log is told of the beginning, and of the time in which nothing came. */
  private void dataCame(Step step) {
    if (!unstarted.isEmpty()) {
      missedTrades.begin(step);
      unstarted.forEach(each -> outlet.metric(each, FeedMetric.STARTED, 1, step));
      unstarted.clear();
    }
    if (silentSince > 0) {
      for (String instrument : plan.symbols().keySet()) {
        if (!warmUp.isUnsaid(instrument)) {
          outlet.metric(instrument, FeedMetric.GAP, seconds(step.tick() - silentSince), step);
        }
      }
      uncertain(step);
      silentSince = 0;
    }
  }

  private static double seconds(long micros) {
    return (double) micros / SECOND;
  }
}
