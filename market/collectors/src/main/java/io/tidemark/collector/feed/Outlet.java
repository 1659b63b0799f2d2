package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.RememberedTrades.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hands each fact of a plan's instruments on, once, and none before its instrument's past. */
final class Outlet {

  private final FeedPlan plan;
  private final FeedWarmUp warmUp;
  private final Repeats repeats = new Repeats();
  private final Set<String> renumbered = new HashSet<>();

  Outlet(FeedPlan plan, FeedWarmUp warmUp) {
    this.plan = plan;
    this.warmUp = warmUp;
  }

  /** Hands the fact on, now or behind the past, unless it was. Returns whether it did. */
  boolean publish(Fact fact, Step step) {
    if (!plan.symbols().containsKey(fact.instrument())) {
      return false;
    }
    return warmUp.holds(fact, step.now()) || publishNew(fact, step);
  }

  private boolean publishNew(Fact fact, Step step) {
    Seen seen = repeats.see(fact);
    if (seen == Seen.REPEATED) {
      return false;
    }
    if (seen == Seen.OTHER) {
      renumbered(fact.instrument(), step);
    }
    step.act(new FeedAction.Publish(fact));
    return true;
  }

  /**
   * Hands a past on; it is not said again when it comes live. What is of different kinds is of
   * different topics, so it goes in parts, each of one kind.
   */
  void join(FeedWarmUp.Joined joined, Step step) {
    List<Fact> part = new ArrayList<>();
    for (List<? extends Fact> past : List.of(joined.candles(), joined.trades())) {
      for (Fact fact : past) {
        if (!part.isEmpty() && part.get(0).kind() != fact.kind()) {
          history(part, step);
        }
        if (repeats.see(fact) != Seen.REPEATED) {
          part.add(fact);
        }
      }
      history(part, step);
    }
    joined.live().forEach(fact -> publishNew(fact, step));
  }

  private static void history(List<Fact> part, Step step) {
    if (!part.isEmpty()) {
      step.act(new FeedAction.PublishHistory(List.copyOf(part)));
      part.clear();
    }
  }

  /** Tells the log something of the feed itself; see {@link FeedMetric}. */
  void metric(String instrument, String name, double value, Step step) {
    if (Metric.of(instrument, step.stamp(), step.stamp(), name, value)
        instanceof Parsed.Valid<Metric> metric) {
      publish(metric.value(), step);
    }
  }

  /** The venue numbers the instrument's trades anew; it is reported once. */
  void renumbered(String instrument, Step step) {
    if (plan.symbols().containsKey(instrument) && renumbered.add(instrument)) {
      step.report(Kind.RENUMBERED, instrument + ": the venue numbers its trades anew");
    }
  }
}
