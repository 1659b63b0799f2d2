package io.tidemark.collector.feed;

import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Fact;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A feed to which a test plays a day, without a network; ' stands for " in texts. */
final class PlayedFeed {

  static final long SECOND = 1_000_000;
  static final long START = 1_700_000_000L * SECOND;

  private final VenueFeed feed;
  private final List<FeedAction> actions = new ArrayList<>();
  private long now = START;

  PlayedFeed(String... instruments) {
    VenueDialect dialect = VenueDialects.of(instruments[0]).orElseThrow();
    Map<String, String> symbols = new LinkedHashMap<>();
    for (String instrument : instruments) {
      symbols.put(instrument, dialect.symbol(instrument).orElseThrow());
    }
    FeedPlan plan =
        new FeedPlan(symbols, EnumSet.allOf(FeedChannel.class), dialect.socket(), dialect.rest());
    this.feed = new VenueFeed(plan, dialect, new Random(7));
  }

  /** Time passes, looked at ten times a second. Returns what was done meanwhile. */
  List<FeedAction> pass(double seconds) {
    int from = actions.size();
    for (long end = now + (long) (seconds * SECOND); now < end; now += SECOND / 10) {
      actions.addAll(feed.step(new FeedEvent.Passed(), now));
    }
    return actions.subList(from, actions.size());
  }

  List<FeedAction> hear(FeedEvent event) {
    List<FeedAction> done = feed.step(event, now);
    actions.addAll(done);
    return done;
  }

  List<FeedAction> receive(int connection, String text) {
    return hear(new FeedEvent.Received(connection, text.replace('\'', '"')));
  }

  List<FeedAction> answer(URI request, String body) {
    return hear(new FeedEvent.Answered(request, 200, 0, body.replace('\'', '"')));
  }

  /** The only action of its kind. */
  static <A extends FeedAction> A only(Class<A> kind, List<FeedAction> actions) {
    List<A> found = all(kind, actions);
    if (found.size() != 1) {
      throw new AssertionError("not one " + kind.getSimpleName() + " in " + actions);
    }
    return found.get(0);
  }

  static <A extends FeedAction> List<A> all(Class<A> kind, List<FeedAction> actions) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static List<Fact> facts(List<FeedAction> actions) {
    return all(FeedAction.Publish.class, actions).stream().map(FeedAction.Publish::fact).toList();
  }

  List<FeedAction> end() {
    return feed.end();
  }

  FeedState state() {
    return feed.state();
  }

  long now() {
    return now;
  }
}
