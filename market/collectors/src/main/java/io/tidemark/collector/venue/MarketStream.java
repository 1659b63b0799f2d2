package io.tidemark.collector.venue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Something that a venue sends to whom subscribes to it.
 *
 * @param name what the venue calls it, or the part of the name that is the same for all symbols
 * @param channel by which a user asks for it
 * @param data what facts are made of it; none where it only keeps others going
 */
public record MarketStream(String name, FeedChannel channel, Set<MarketData> data) {

  public MarketStream {
    EnumSet<MarketData> copy = EnumSet.noneOf(MarketData.class);
    copy.addAll(data);
    data = Collections.unmodifiableSet(copy);
  }

  /** Trades, and what else is told with them. */
  static MarketStream trades(String name, MarketData... more) {
    return new MarketStream(name, FeedChannel.TRADES, EnumSet.of(MarketData.TRADES, more));
  }

  static MarketStream book(String name) {
    return new MarketStream(name, FeedChannel.BOOK, EnumSet.of(MarketData.BOOK));
  }

  /** What is told of derivatives only. */
  static MarketStream derivative(String name, MarketData... data) {
    return new MarketStream(name, FeedChannel.DERIVATIVE, Set.of(data));
  }

  /** What keeps others of the channel going, and tells no facts. */
  static MarketStream beside(String name, FeedChannel channel) {
    return new MarketStream(name, channel, Set.of());
  }
}
