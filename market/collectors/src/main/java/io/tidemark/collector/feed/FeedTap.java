package io.tidemark.collector.feed;

import java.util.List;

/**
 * Hears what goes over a feed's connections, before anything is done because of it. Never waits.
 */
public interface FeedTap {

  /** Hears nothing. */
  FeedTap NONE =
      new FeedTap() {
        @Override
        public void heard(FeedEvent event, long now, List<FeedAction> decided) {}

        @Override
        public void sent(String text, long now) {}
      };

  /**
   * Something came.
   *
   * @param now by the local clock, µs since the epoch
   * @param decided what the feed will have done because of it, in this order
   */
  void heard(FeedEvent event, long now, List<FeedAction> decided);

  /**
   * A text is sent.
   *
   * @param now by the local clock, µs since the epoch
   */
  void sent(String text, long now);
}
