package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import java.util.List;

/**
 * One step of a feed: when it is, and what is to be done because of it.
 *
 * @param now when it is
 * @param actions to which is added
 */
record Step(FeedMoment now, List<FeedAction> actions) {

  long stamp() {
    return now.stamp();
  }

  long tick() {
    return now.tick();
  }

  void act(FeedAction action) {
    actions.add(action);
  }

  void report(Kind kind, String words) {
    act(new FeedAction.Report(kind, words));
  }

  /** Tells the log something of the feed itself; see {@link FeedMetric}. */
  void metric(String instrument, String name, double value) {
    if (Metric.of(instrument, stamp(), stamp(), name, value)
        instanceof Parsed.Valid<Metric> metric) {
      act(new FeedAction.Publish(metric.value()));
    }
  }
}
