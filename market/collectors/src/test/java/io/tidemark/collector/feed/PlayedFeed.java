package io.tidemark.collector.feed;

import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
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
  private long set;

  /** A feed that shares its limits with no other. */
  PlayedFeed(String... instruments) {
    this(BarHistory.NONE, instruments);
  }

  PlayedFeed(BarHistory history, String... instruments) {
    VenueDialect dialect = VenueDialects.of(instruments[0]).orElseThrow();
    this.feed = new VenueFeed(plan(dialect, instruments), dialect, history, new Random(7));
  }

  /** A feed that shares its limits. */
  PlayedFeed(ConnectionLimits connections, RequestLimits requests, String... instruments) {
    VenueDialect dialect = VenueDialects.of(instruments[0]).orElseThrow();
    FeedPlan plan = plan(dialect, instruments);
    this.feed = new VenueFeed(plan, dialect, BarHistory.NONE, new Random(7), connections, requests);
  }

  /** A feed of trades with a past that shares its limits of requests. */
  PlayedFeed(BarHistory history, RequestLimits requests, String... instruments) {
    VenueDialect dialect = VenueDialects.of(instruments[0]).orElseThrow();
    Random chance = new Random(7);
    ConnectionLimits connections = new ConnectionLimits(chance, dialect.connectionsInFiveMinutes());
    FeedPlan plan = plan(dialect, EnumSet.of(FeedChannel.TRADES), instruments);
    this.feed = new VenueFeed(plan, dialect, history, chance, connections, requests);
  }

  private static FeedPlan plan(VenueDialect dialect, String... instruments) {
    return plan(dialect, EnumSet.allOf(FeedChannel.class), instruments);
  }

  private static FeedPlan plan(
      VenueDialect dialect, EnumSet<FeedChannel> channels, String... instruments) {
    Map<String, String> symbols = new LinkedHashMap<>();
    for (String instrument : instruments) {
      symbols.put(instrument, dialect.symbol(instrument).orElseThrow());
    }
    return new FeedPlan(symbols, channels, dialect.socket(), dialect.rest());
  }

  /** Time passes, looked at ten times a second. Returns what was done meanwhile. */
  List<FeedAction> pass(double seconds) {
    int from = actions.size();
    for (long end = now + (long) (seconds * SECOND); now < end; now += SECOND / 10) {
      actions.addAll(feed.step(new FeedEvent.Passed(), moment()));
    }
    return actions.subList(from, actions.size());
  }

  List<FeedAction> hear(FeedEvent event) {
    List<FeedAction> done = feed.step(event, moment());
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

  /** All but what is told at the very beginning. */
  static List<Fact> facts(List<FeedAction> actions) {
    return all(FeedAction.Publish.class, actions).stream()
        .map(FeedAction.Publish::fact)
        .filter(fact -> !isNamed(fact, FeedMetric.STARTED))
        .toList();
  }

  /** The values of the feed's own metrics of this name. */
  static List<Double> values(String name, List<FeedAction> actions) {
    return all(FeedAction.Publish.class, actions).stream()
        .map(FeedAction.Publish::fact)
        .filter(fact -> isNamed(fact, name))
        .map(fact -> ((Metric) fact).value())
        .toList();
  }

  private static boolean isNamed(Fact fact, String name) {
    return fact instanceof Metric metric && metric.name().equals(name);
  }

  /** The wall's clock is set by so much. */
  void setClock(double seconds) {
    set += (long) (seconds * SECOND);
  }

  private FeedMoment moment() {
    return new FeedMoment(now(), now);
  }

  List<FeedAction> end() {
    return feed.end(moment());
  }

  FeedState state() {
    return feed.state(moment());
  }

  /** What the wall's clock says. */
  long now() {
    return now + set;
  }
}
