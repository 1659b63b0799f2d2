package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.exchange.protocol.Outcome;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Open interest, prices and funding of instruments of which no stream says them: they are asked for
 * now and then. These requests can wait: all others go first.
 */
final class AskedValues {

  private final long every;

  /** When each is asked for next, ticks in µs. */
  private final Map<URI, Long> askAt = new LinkedHashMap<>();

  AskedValues(FeedPlan plan, VenueDialect dialect) {
    this.every = dialect.askedEvery().toNanos() / 1_000;
    if (plan.wants(FeedChannel.DERIVATIVE)) {
      for (String symbol : plan.names()) {
        dialect.asked(plan, symbol).values().forEach(uri -> askAt.put(uri, 0L));
      }
    }
  }

  /** The request that has been due for the longest time, if one is; a tick in µs. */
  Optional<URI> request(long now) {
    Optional<URI> due =
        askAt.entrySet().stream()
            .filter(each -> each.getValue() <= now)
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    due.ifPresent(uri -> askAt.put(uri, now + every));
    return due;
  }

  /** Whether this request is one of them. */
  boolean asks(URI request) {
    return askAt.containsKey(request);
  }

  /**
   * An answer came. While nothing else is heard of the venue it is passed over: the log was not
   * told yet that it is watched.
   *
   * @param connections read it, for contracts are converted at the last mark price
   */
  void answered(FeedEvent.Answered answer, FeedConnections connections, Outlet outlet, Step step) {
    if (answer.status() != 200) {
      step.report(Kind.REFUSED, answer.failure());
    } else if (connections.areHeard()) {
      for (Outcome outcome : connections.read(answer, step.now())) {
        if (outcome instanceof Outcome.Known known) {
          outlet.publish(known.fact(), step);
        } else if (outcome instanceof Outcome.Refused refused) {
          step.report(Kind.REFUSED, answer.request() + ": " + refused.detail());
        }
      }
    }
  }
}
