package io.tidemark.collector.feed;

/** Hears what goes over a feed's connections, before anything is done with it. Never waits. */
public interface FeedTap {

  /** Hears nothing. */
  FeedTap NONE =
      new FeedTap() {
        @Override
        public void heard(FeedEvent event, long now) {}

        @Override
        public void sent(String text, long now) {}
      };

  /**
   * Something came.
   *
   * @param now by the local clock, µs since the epoch
   */
  void heard(FeedEvent event, long now);

  /**
   * A text is sent.
   *
   * @param now by the local clock, µs since the epoch
   */
  void sent(String text, long now);
}
