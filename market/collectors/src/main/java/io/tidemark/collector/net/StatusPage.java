package io.tidemark.collector.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.collector.feed.FeedState;
import io.tidemark.collector.sink.KafkaFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the feeds stand, over HTTP on this machine: {@code /} for people, {@code /metrics} for
 * Prometheus. Answers 200 while every feed receives, else 503.
 */
public final class StatusPage implements AutoCloseable {

  private static final String METRICS = "/metrics";

  private final HttpServer server;
  private final List<RunningFeed> feeds;
  private final KafkaFacts sink;

  /**
   * Begins to answer.
   *
   * @param port 0: any that is free
   * @throws IOException if the port is taken
   */
  public StatusPage(int port, List<RunningFeed> feeds, KafkaFacts sink) throws IOException {
    this.feeds = feeds;
    this.sink = sink;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean metrics = exchange.getRequestURI().getPath().equals(METRICS);
    boolean well = feeds.stream().allMatch(StatusPage::receives);
    byte[] body = (metrics ? prometheus() : words(well)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(metrics || well ? 200 : 503, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static boolean receives(RunningFeed feed) {
    FeedState state = feed.state();
    return state != null && state.receiving();
  }

  private String words(boolean well) {
    List<String> lines = new ArrayList<>();
    lines.add(well ? "every feed receives" : "NOT every feed receives");
    for (RunningFeed feed : feeds) {
      FeedState state = feed.state();
      lines.add(
          "%-24s %-10s %d books live, %d connections, facts %s, events %s"
              .formatted(
                  feed.name(),
                  receives(feed) ? "receives" : "SILENT",
                  state == null ? 0 : state.liveBooks(),
                  state == null ? 0 : state.connections(),
                  feed.counts().facts(),
                  feed.counts().reports()));
    }
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

  private String prometheus() {
    StringBuilder text = new StringBuilder();
    for (RunningFeed feed : feeds) {
      FeedState state = feed.state();
      String labels = "{feed=\"" + feed.name() + "\"} ";
      line(text, "feed_receiving" + labels, receives(feed) ? 1 : 0);
      line(text, "feed_books_live" + labels, state == null ? 0 : state.liveBooks());
      line(text, "feed_connections_total" + labels, state == null ? 0 : state.connections());
      feed.counts()
          .facts()
          .forEach(
              (kind, count) ->
                  line(text, "feed_facts_total" + labels(feed, "kind", kind.name()), count));
      feed.counts()
          .reports()
          .forEach(
              (kind, count) ->
                  line(text, "feed_events_total" + labels(feed, "event", kind.name()), count));
    }
    line(text, "written_total ", sink.written());
    line(text, "waiting ", sink.queue().size());
    line(text, "books_left_out_total ", sink.queue().booksLeftOut());
    line(text, "facts_lost_total ", sink.queue().factsLost());
    line(text, "refused_total ", sink.refused());
    return text.toString();
  }

  private static String labels(RunningFeed feed, String label, String value) {
    return "{feed=\"%s\",%s=\"%s\"} ".formatted(feed.name(), label, value.toLowerCase(Locale.ROOT));
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append("tidemark_collector_").append(name).append(value).append('\n');
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
