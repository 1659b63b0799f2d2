package io.tidemark.collector.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.collector.feed.FeedState;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.collector.watch.CollectorMetric;
import io.tidemark.collector.watch.StatusPart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How the feeds stand, over HTTP on this machine: {@code /} for people, {@code /metrics} for
 * Prometheus. Answers 200 while every feed receives and all else is well, else 503.
 */
public final class StatusPage implements AutoCloseable {

  static {
    // one that sends half a request, or does not read the answer, is ended; read once for a process
    System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "5");
    System.getProperties().putIfAbsent("sun.net.httpserver.maxRspTime", "10");
  }

  private static final String METRICS = "/metrics";
  private static final int THREADS = 8;

  /** Limits of silence by which instruments are counted, s. */
  private static final List<Integer> SILENCES = List.of(60, 600, 3_600);

  /** Silent instruments that are named, the most silent first. */
  private static final int MOST_NAMED = 10;

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "status-page");
            thread.setDaemon(true);
            return thread;
          });
  private final List<RunningFeed> feeds;
  private final KafkaFacts sink;
  private final List<? extends StatusPart> parts;

  /**
   * Begins to answer, of feeds only.
   *
   * @param port 0: any that is free
   * @throws IOException if the port is taken
   */
  public StatusPage(int port, List<RunningFeed> feeds, KafkaFacts sink) throws IOException {
    this(port, feeds, sink, List.of());
  }

  /**
   * Begins to answer.
   *
   * @param port 0: any that is free
   * @param parts what else it tells of
   * @throws IOException if the port is taken
   */
  public StatusPage(
      int port, List<RunningFeed> feeds, KafkaFacts sink, List<? extends StatusPart> parts)
      throws IOException {
    this.feeds = feeds;
    this.sink = sink;
    this.parts = List.copyOf(parts);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  /**
   * What is wrong with a port, with the key that names it; empty if the page can be there.
   *
   * @param port 0: any that is free
   */
  public static Optional<String> unusable(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(unusable(port, e));
    }
  }

  /** The same, where it was to be opened and could not. */
  public static String unusable(int port, IOException reason) {
    return "collect.status-port %d cannot be used (%s): name another, or 0 for any that is free"
        .formatted(port, reason.getMessage());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean metrics = exchange.getRequestURI().getPath().equals(METRICS);
    List<String> troubles = troubles();
    byte[] body = (metrics ? prometheus() : words(troubles)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(metrics || troubles.isEmpty() ? 200 : 503, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** What is not as it should be, each in some words. */
  private List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    List<String> silent =
        feeds.stream().filter(feed -> !feed.receives()).map(RunningFeed::name).toList();
    if (!silent.isEmpty()) {
      troubles.add("NOT every feed receives: " + String.join(", ", silent));
    }
    parts.stream().map(StatusPart::trouble).filter(text -> !text.isEmpty()).forEach(troubles::add);
    return troubles;
  }

  private String words(List<String> troubles) {
    List<String> lines = new ArrayList<>();
    lines.add(troubles.isEmpty() ? "every feed receives" : String.join("; ", troubles));
    for (RunningFeed feed : feeds) {
      FeedState state = feed.state();
      lines.add(
          "%-24s %-10s %d books live, %d connections, facts %s, events %s"
              .formatted(
                  feed.name(),
                  feed.receives() ? "receives" : "SILENT",
                  state == null ? 0 : state.liveBooks(),
                  state == null ? 0 : state.connections(),
                  feed.counts().facts(),
                  feed.counts().reports()));
      if (state != null) {
        lines.addAll(details(state));
      }
    }
    parts.forEach(part -> lines.addAll(part.words()));
    lines.add(
        "Kafka: %,d written, %,d wait, %,d books left out, %,d facts lost, %,d refused"
            .formatted(
                sink.written(),
                sink.queue().size(),
                sink.queue().booksLeftOut(),
                sink.queue().factsLost(),
                sink.refused()));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> details(FeedState state) {
    List<String> lines = new ArrayList<>();
    state
        .clockOffset()
        .ifPresent(
            offset ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "  receipt is at least %.3f s after the venue's time",
                        offset / 1e6)));
    state.silence().entrySet().stream()
        .filter(each -> each.getValue() > SILENCES.get(0) * 1_000_000L)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_NAMED)
        .forEach(
            each ->
                lines.add(
                    "  %s: silent for %,d s"
                        .formatted(each.getKey(), each.getValue() / 1_000_000)));
    return lines;
  }

  /** As many series for a feed as there are limits, however many instruments it has. */
  private static void details(StringBuilder text, RunningFeed feed, FeedState state) {
    for (int seconds : SILENCES) {
      long silent =
          state.silence().values().stream().filter(each -> each > seconds * 1_000_000L).count();
      line(
          text,
          CollectorMetric.FEED_SILENT_INSTRUMENTS.of(feed.name(), Integer.toString(seconds)),
          silent);
    }
    state
        .clockOffset()
        .ifPresent(
            offset -> line(text, CollectorMetric.FEED_CLOCK_OFFSET_MICROS.of(feed.name()), offset));
  }

  private String prometheus() {
    StringBuilder text = new StringBuilder();
    for (RunningFeed feed : feeds) {
      FeedState state = feed.state();
      String name = feed.name();
      line(text, CollectorMetric.FEED_RECEIVING.of(name), feed.receives() ? 1 : 0);
      line(text, CollectorMetric.FEED_BOOKS_LIVE.of(name), state == null ? 0 : state.liveBooks());
      line(
          text,
          CollectorMetric.FEED_CONNECTIONS_TOTAL.of(name),
          state == null ? 0 : state.connections());
      if (state != null) {
        details(text, feed, state);
      }
      feed.counts()
          .facts()
          .forEach(
              (kind, count) ->
                  line(text, CollectorMetric.FEED_FACTS_TOTAL.of(name, small(kind)), count));
      feed.counts()
          .reports()
          .forEach(
              (kind, count) ->
                  line(text, CollectorMetric.FEED_EVENTS_TOTAL.of(name, small(kind)), count));
    }
    line(text, CollectorMetric.WRITTEN_TOTAL.of(), sink.written());
    line(text, CollectorMetric.WAITING.of(), sink.queue().size());
    line(text, CollectorMetric.BOOKS_LEFT_OUT_TOTAL.of(), sink.queue().booksLeftOut());
    line(text, CollectorMetric.FACTS_LOST_TOTAL.of(), sink.queue().factsLost());
    line(text, CollectorMetric.REFUSED_TOTAL.of(), sink.refused());
    parts.forEach(part -> part.metrics((name, value) -> line(text, name, value)));
    return text.toString();
  }

  private static String small(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append(CollectorMetric.PREFIX).append(name).append(value).append('\n');
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
