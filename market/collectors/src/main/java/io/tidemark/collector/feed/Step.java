package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
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
}
