package io.tidemark.collector;

import io.tidemark.collector.feed.BarHistory;
import io.tidemark.collector.feed.ConnectionLimits;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.feed.FeedTap;
import io.tidemark.collector.feed.RequestLimits;
import io.tidemark.collector.feed.VenueFeed;
import io.tidemark.collector.net.RunningFeed;
import io.tidemark.collector.recorder.FeedRecorder;
import io.tidemark.collector.recorder.RecordingFiles;
import io.tidemark.collector.sink.FactSink;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Feeds of several venues at once, each with its own connection, protocol and thread: what happens
 * to one venue does not reach the others. Feeds that go to the same address share its limits.
 */
public final class Collector implements AutoCloseable {

  private final List<RunningFeed> feeds;

  private Collector(List<RunningFeed> feeds) {
    this.feeds = List.copyOf(feeds);
  }

  /** Begins to collect. */
  public static Collector start(CollectConfig config, FactSink sink, FeedClock clock) {
    return start(config, sink, clock, null);
  }

  /**
   * Begins to collect.
   *
   * @param recording where all that is heard is written down; null for nowhere
   */
  public static Collector start(
      CollectConfig config, FactSink sink, FeedClock clock, @Nullable RecordingFiles recording) {
    return start(config, sink, clock, recording, UnaryOperator.identity());
  }

  /** The same by dialects that a test has changed. */
  static Collector start(
      CollectConfig config,
      FactSink sink,
      FeedClock clock,
      @Nullable RecordingFiles recording,
      UnaryOperator<VenueDialect> changed) {
    HttpClient client = HttpClient.newHttpClient();
    Limits limits = new Limits();
    List<RunningFeed> feeds = new ArrayList<>();
    byVenue(config)
        .forEach(
            (found, instruments) -> {
              VenueDialect dialect = changed.apply(found);
              List<Map<String, String>> shards = shards(dialect, instruments);
              for (int i = 0; i < shards.size(); i++) {
                FeedPlan plan =
                    new FeedPlan(
                        shards.get(i),
                        config.channels(),
                        config.socket(dialect),
                        config.rest(dialect));
                String name = dialect.name() + (shards.size() == 1 ? "" : "-" + (i + 1));
                VenueFeed feed = limits.feed(plan, dialect, config.history());
                FeedTap tap = tap(name, dialect, plan, recording);
                feeds.add(new RunningFeed(name, feed, client, sink, clock, tap));
              }
            });
    feeds.forEach(RunningFeed::start);
    return new Collector(feeds);
  }

  /** What feeds of the same addresses share. */
  private static final class Limits {

    private final Map<String, ConnectionLimits> connections = new HashMap<>();
    private final Map<String, RequestLimits> requests = new HashMap<>();

    VenueFeed feed(FeedPlan plan, VenueDialect dialect, BarHistory history) {
      return new VenueFeed(
          plan,
          dialect,
          history,
          RandomGenerator.getDefault(),
          connections.computeIfAbsent(
              address(plan.socket()),
              any ->
                  new ConnectionLimits(
                      RandomGenerator.getDefault(), dialect.connectionsInFiveMinutes())),
          requests.computeIfAbsent(
              address(plan.rest()),
              any ->
                  new RequestLimits(
                      RandomGenerator.getDefault(), dialect.betweenRequests().toNanos() / 1_000)));
    }

    private static String address(URI uri) {
      return String.valueOf(uri.getAuthority());
    }
  }

  private static FeedTap tap(
      String name, VenueDialect dialect, FeedPlan plan, @Nullable RecordingFiles recording) {
    return recording == null ? FeedTap.NONE : new FeedRecorder(name, dialect, plan, recording);
  }

  private static Map<VenueDialect, List<String>> byVenue(CollectConfig config) {
    Map<VenueDialect, List<String>> byVenue = new LinkedHashMap<>();
    for (String instrument : config.instruments()) {
      VenueDialects.of(instrument)
          .ifPresent(
              dialect ->
                  byVenue.computeIfAbsent(dialect, any -> new ArrayList<>()).add(instrument));
    }
    return byVenue;
  }

  private static List<Map<String, String>> shards(VenueDialect dialect, List<String> instruments) {
    List<Map<String, String>> shards = new ArrayList<>();
    for (String instrument : instruments) {
      if (shards.isEmpty()
          || shards.get(shards.size() - 1).size() == dialect.symbolsPerConnection()) {
        shards.add(new LinkedHashMap<>());
      }
      shards.get(shards.size() - 1).put(instrument, dialect.symbol(instrument).orElseThrow());
    }
    return shards;
  }

  public List<RunningFeed> feeds() {
    return feeds;
  }

  /** Ends all connections. */
  @Override
  public void close() {
    feeds.forEach(RunningFeed::close);
  }
}
