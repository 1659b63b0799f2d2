package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.core.fact.Fact;
import io.tidemark.exchange.protocol.RememberedTrades.Seen;
import java.util.HashSet;
import java.util.Set;

/** Hands each fact of a plan's instruments on, once. */
final class Outlet {

  private final FeedPlan plan;
  private final Repeats repeats = new Repeats();
  private final Set<String> renumbered = new HashSet<>();

  Outlet(FeedPlan plan) {
    this.plan = plan;
  }

  /** Hands the fact on, unless it was. Returns whether it did. */
  boolean publish(Fact fact, Step step) {
    if (!plan.symbols().containsKey(fact.instrument())) {
      return false;
    }
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

  /** The venue numbers the instrument's trades anew; it is reported once. */
  void renumbered(String instrument, Step step) {
    if (plan.symbols().containsKey(instrument) && renumbered.add(instrument)) {
      step.report(Kind.RENUMBERED, instrument + ": the venue numbers its trades anew");
    }
  }
}
