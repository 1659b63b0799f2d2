package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedAction;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.feed.FeedMoment;
import io.tidemark.collector.feed.FeedState;
import io.tidemark.collector.feed.FeedTap;
import io.tidemark.collector.feed.VenueFeed;
import io.tidemark.collector.sink.FactSink;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed with its sockets and requests. Everything that a feed decides happens on one thread of its
 * own, in the order in which it was heard; a socket hands over its next text when the one before
 * has been read.
 */
public final class RunningFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningFeed.class);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final long TICK_MILLIS = 100;

  /** A feed whose thread deals with one thing for longer than this does not receive. */
  private static final long LONGEST_STEP_MICROS = 15_000_000;

  private static final long BETWEEN_FAILED_NANOS = 10_000_000_000L;

  private final String name;
  private final VenueFeed feed;
  private final FeedClient client;
  private final FactSink sink;
  private final FeedCounts counts;
  private final FeedClock clock;
  private final FeedTap tap;
  private final ScheduledExecutorService executor;
  private final Map<Integer, FeedSocket> sockets = new HashMap<>();
  private final ReportLog log = new ReportLog(System::nanoTime);
  private final AtomicInteger asked = new AtomicInteger();

  private long failedLoggedAt = System.nanoTime() - BETWEEN_FAILED_NANOS;
  private volatile @Nullable FeedState state;
  private volatile long steppedAt;

  /**
   * Has not begun.
   *
   * @param name for people
   * @param client may serve several feeds
   * @param tap hears all that is heard and sent
   */
  public RunningFeed(
      String name, VenueFeed feed, HttpClient client, FactSink sink, FeedClock clock, FeedTap tap) {
    this.name = name;
    this.feed = feed;
    this.client = new FeedClient(client, LONGEST_ANSWER, clock);
    this.sink = sink;
    this.clock = clock;
    this.tap = tap;
    this.counts = new FeedCounts();
    this.executor =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feed-" + name));
  }

  /** Begins. */
  public void start() {
    var unused =
        executor.scheduleAtFixedRate(
            () -> step(new FeedEvent.Passed()), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  public String name() {
    return name;
  }

  /** How it stands; null before it began. */
  public @Nullable FeedState state() {
    return state;
  }

  /** Whether market data comes, and is dealt with. */
  public boolean receives() {
    FeedState now = state;
    return now != null && now.receiving() && behind() < LONGEST_STEP_MICROS;
  }

  /** For how long its thread has not looked at the time, µs. */
  public long behind() {
    return clock.now().tick() - steppedAt;
  }

  /** Whether it waits for the answer to a request. */
  public boolean asks() {
    return asked.get() > 0;
  }

  public FeedCounts counts() {
    return counts;
  }

  /** Hands an event to the feed's thread; {@code then} runs after it was dealt with. */
  void post(FeedEvent event, Runnable then) {
    try {
      executor.execute(
          () -> {
            try {
              step(event);
            } finally {
              then.run();
            }
          });
    } catch (RejectedExecutionException closed) {
      LOG.debug("{}: closed, {} is not looked at", name, event.getClass().getSimpleName());
    }
  }

  /**
   * A bug must not end the feed, nor drop what was decided before it: it is logged, and the feed
   * goes on. After an {@code Error} nobody knows what is half done: the connection is begun anew.
   */
  private void step(FeedEvent event) {
    if (isOver(event)) {
      return;
    }
    List<FeedAction> actions = new ArrayList<>();
    FeedMoment now = clock.now();
    try {
      feed.step(event, now, actions);
    } catch (RuntimeException e) {
      failed(event, e);
    } catch (Error e) {
      failed(event, e);
      connection(event)
          .ifPresent(
              connection -> {
                actions.add(new FeedAction.Abort(connection));
                post(new FeedEvent.Ended(connection, "it could not be read: " + e), () -> {});
              });
    }
    act(event, now, actions);
    if (event instanceof FeedEvent.Ended ended) {
      sockets.remove(ended.connection());
    }
    if (event instanceof FeedEvent.Passed) {
      state = feed.state(now);
      steppedAt = now.tick();
    }
  }

  /**
   * What a connection said before the feed ended it may wait behind that. The feed does not hear
   * it, so it must not be recorded: a replay would have facts that were not collected.
   */
  private boolean isOver(FeedEvent event) {
    boolean isOver = connection(event).filter(each -> !sockets.containsKey(each)).isPresent();
    return isOver
        || (event instanceof FeedEvent.Opened opened && !sockets.containsKey(opened.connection()));
  }

  /** Over which something was said; empty if nothing was. */
  private static Optional<Integer> connection(FeedEvent event) {
    if (event instanceof FeedEvent.Received text) {
      return Optional.of(text.connection());
    }
    return event instanceof FeedEvent.ReceivedBytes bytes
        ? Optional.of(bytes.connection())
        : Optional.empty();
  }

  private void act(FeedEvent event, FeedMoment now, List<FeedAction> actions) {
    try {
      tap.heard(event, now.stamp(), actions);
    } catch (RuntimeException e) {
      failed(event, e);
    }
    actions.forEach(this::tryTo);
  }

  private void tryTo(FeedAction action) {
    try {
      act(action);
    } catch (RuntimeException | Error e) {
      failed(action, e);
    }
  }

  /** May happen ten times a second: each is counted, one in ten seconds is logged. */
  private void failed(Object what, Throwable e) {
    counts.count(FeedAction.Report.Kind.FAILED);
    long now = System.nanoTime();
    if (now - failedLoggedAt >= BETWEEN_FAILED_NANOS) {
      failedLoggedAt = now;
      LOG.error("{}: {} could not be dealt with", name, what.getClass().getSimpleName(), e);
    }
  }

  private void act(FeedAction action) {
    if (action instanceof FeedAction.Publish publish) {
      counts.fact(publish.fact().kind());
      sink.accept(publish.fact());
    } else if (action instanceof FeedAction.PublishHistory history) {
      history.facts().forEach(fact -> counts.fact(fact.kind()));
      sink.history(history.facts());
    } else if (action instanceof FeedAction.Send send) {
      FeedSocket socket = sockets.get(send.connection());
      if (socket != null) {
        socket.send(send.text());
        tap.sent(send.text(), clock.now().stamp());
      }
    } else if (action instanceof FeedAction.Ping ping) {
      FeedSocket socket = sockets.get(ping.connection());
      if (socket != null) {
        socket.ping();
      }
    } else if (action instanceof FeedAction.Connect connect) {
      FeedSocket socket = new FeedSocket(connect.connection(), this::post);
      sockets.put(connect.connection(), socket);
      socket.open(client, connect.uri());
    } else if (action instanceof FeedAction.ConnectByTicket connect) {
      FeedSocket socket = new FeedSocket(connect.connection(), this::post);
      sockets.put(connect.connection(), socket);
      socket.openByTicket(client, connect.ticket(), connect.address());
    } else if (action instanceof FeedAction.Abort abort) {
      FeedSocket socket = sockets.remove(abort.connection());
      if (socket != null) {
        socket.abort();
      }
    } else if (action instanceof FeedAction.Request request) {
      asked.incrementAndGet();
      client.get(request.uri(), answer -> post(answer, asked::decrementAndGet));
    } else if (action instanceof FeedAction.Report report) {
      counts.count(report.kind());
      log.line(report).ifPresent(line -> LOG.warn("{}: {}", name, line));
    }
  }

  private void end() {
    FeedMoment now = clock.now();
    act(new FeedEvent.Passed(), now, feed.end(now));
  }

  /** Ends its connections and its thread. */
  @Override
  public void close() {
    executor.execute(this::end);
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{}: its thread did not end within {} s", name, LAST_WORDS.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.values().forEach(FeedSocket::abort);
  }
}
