package io.tidemark.bench.latency;

import io.tidemark.client.topic.TopicReader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed signals as they come, as somebody would who acts on them, and keeps when each was
 * seen. What they say is read later, so that it costs nothing here.
 */
final class Receiver implements AutoCloseable {

  private final TopicReader reader;
  private final Thread thread;
  private final LongSeries seenAt = new LongSeries();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean closing;

  /**
   * Begins at once.
   *
   * @param reader of the topic of signals, from its beginning; closed with this
   */
  Receiver(TopicReader reader) {
    this.reader = reader;
    this.thread = new Thread(this::receive, "bench receiver");
    thread.setUncaughtExceptionHandler((any, e) -> failure.set(e));
    thread.start();
  }

  private void receive() {
    try (reader) {
      while (!closing) {
        reader.poll(record -> seenAt.add(WallClock.micros()));
      }
      reader.drain(record -> seenAt.add(WallClock.micros()));
    }
  }

  /** When each signal was seen, in the order of the topic, µs; ends the reading. */
  LongSeries seenAt() throws InterruptedException {
    closing = true;
    thread.join();
    Throwable e = failure.get();
    if (e != null) {
      throw new IllegalStateException("the signals could not be read: " + e.getMessage(), e);
    }
    return seenAt;
  }

  /** The reading ends soon. */
  @Override
  public void close() {
    closing = true;
  }
}
