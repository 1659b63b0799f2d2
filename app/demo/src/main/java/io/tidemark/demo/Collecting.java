package io.tidemark.demo;

import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.net.StatusPage;
import io.tidemark.collector.sink.FactSink;
import io.tidemark.collector.sink.KafkaFacts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A collector with its way to Kafka and its page. One thread at a time. */
final class Collecting implements AutoCloseable {

  private final CollectConfig config;
  private final KafkaFacts sink;
  private @Nullable Collector collector;
  private @Nullable StatusPage page;
  private boolean closed;

  private Collecting(CollectConfig config, KafkaFacts sink) {
    this.config = config;
    this.sink = sink;
  }

  /** Kafka is reached; nothing is collected yet. */
  static Collecting start(CollectConfig config) {
    return new Collecting(
        config, new KafkaFacts(config.kafka().clientProperties(), "", config.maxWaiting()));
  }

  KafkaFacts sink() {
    return sink;
  }

  /**
   * Begins to collect.
   *
   * @param facts where they go: to Kafka in the end
   */
  void begin(FactSink facts) throws IOException {
    Collector begun = Collector.start(config, facts, FeedClock.system());
    collector = begun;
    page = new StatusPage(config.statusPort(), begun.feeds(), sink);
  }

  /** How far it is. */
  String words() {
    String where = page == null || closed ? "" : "; http://127.0.0.1:" + page.port();
    return "%,d facts collected".formatted(sink.written()) + where;
  }

  /** What became of all that was collected. */
  String account() {
    return "venues:  %,d facts written, %,d refused by Kafka, %,d books left out, %,d facts lost"
        .formatted(
            sink.written(), sink.refused(), sink.queue().booksLeftOut(), sink.queue().factsLost());
  }

  /** Ends the connections, and waits until what was taken is written. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (page != null) {
      page.close();
    }
    if (collector != null) {
      collector.close();
    }
    sink.close();
  }
}
