package io.tidemark.collector.venue;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one feed is for: one venue, as many instruments as go over one connection.
 *
 * @param symbols what the venue calls each instrument, such as {@code BTC-USDT@binance}
 * @param channels for each of them
 * @param socket where the venue is, without a path
 * @param rest where the venue answers requests, without a path
 */
public record FeedPlan(
    Map<String, String> symbols, Set<FeedChannel> channels, URI socket, URI rest) {

  public FeedPlan {
    symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols));
    channels = Set.copyOf(channels);
  }

  /** The venue's names, in the order of the plan. */
  public Collection<String> names() {
    return symbols.values();
  }

  /** Whether this channel is wanted. */
  public boolean wants(FeedChannel channel) {
    return channels.contains(channel);
  }
}
