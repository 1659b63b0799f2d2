package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.poll.PollAction;
import io.tidemark.collector.poll.PollCount;
import io.tidemark.collector.poll.PollEvent;
import io.tidemark.collector.poll.PollMemory;
import io.tidemark.collector.poll.PollPlan;
import io.tidemark.collector.poll.PollState;
import io.tidemark.collector.poll.Poller;
import io.tidemark.collector.sink.FactSink;
import io.tidemark.collector.sink.TextSink;
import io.tidemark.collector.watch.CollectorMetric;
import io.tidemark.collector.watch.StatusPart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pollers with their requests: one thread decides for all of them, and none waits for another. */
public final class RunningPolls implements StatusPart, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningPolls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final long TICK_MILLIS = 250;

  private final List<RunningPoll> polls = new ArrayList<>();
  private final PollClient client;
  private final FactSink facts;
  private final TextSink texts;
  private final FeedClock clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "polls"));

  private RunningPolls(PollClient client, FactSink facts, TextSink texts, FeedClock clock) {
    this.client = client;
    this.facts = facts;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Begins to ask.
   *
   * @param memory a folder in which what went out is kept over a restart; null for none
   */
  public static RunningPolls start(
      List<PollPlan> plans,
      @Nullable Path memory,
      FactSink facts,
      TextSink texts,
      FeedClock clock) {
    return start(plans, memory, facts, texts, clock, PATIENCE);
  }

  static RunningPolls start(
      List<PollPlan> plans,
      @Nullable Path memory,
      FactSink facts,
      TextSink texts,
      FeedClock clock,
      Duration patience) {
    RunningPolls running = new RunningPolls(new PollClient(patience, clock), facts, texts, clock);
    for (PollPlan plan : plans) {
      PollMemoryFile file = new PollMemoryFile(memory, plan.name());
      PollMemory known = file.read();
      Poller poller = new Poller(plan, known, RandomGenerator.getDefault());
      running.polls.add(running.new RunningPoll(plan.name(), poller, known, file));
    }
    var unused =
        running.executor.scheduleAtFixedRate(
            () -> running.polls.forEach(poll -> poll.step(new PollEvent.Passed())),
            0,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
    return running;
  }

  /** One poller and what it needs. */
  private final class RunningPoll {

    private final String name;
    private final Poller poller;
    private final PollMemory memory;
    private final PollMemoryFile file;
    private volatile PollState state;

    RunningPoll(String name, Poller poller, PollMemory memory, PollMemoryFile file) {
      this.name = name;
      this.poller = poller;
      this.memory = memory;
      this.file = file;
      this.state = poller.state();
    }

    /** A bug in reading one answer must not end the others: it is logged. */
    void step(PollEvent event) {
      try {
        poller.step(event, clock.now()).forEach(this::act);
        state = poller.state();
      } catch (RuntimeException | StackOverflowError e) {
        LOG.error("{}: an answer could not be dealt with", key(), poller.quotes() ? e : silent(e));
      }
    }

    /** Where it happened, without its words: they may be the answer's. */
    private static Throwable silent(Throwable e) {
      Throwable where = new IllegalStateException(e.getClass().getName());
      where.setStackTrace(e.getStackTrace());
      return where;
    }

    /** What its options begin with. */
    private String key() {
      return "collect.polls." + name;
    }

    private void act(PollAction action) {
      if (action instanceof PollAction.Ask ask) {
        client.ask(ask, this::post);
      } else if (action instanceof PollAction.Publish publish) {
        facts.accept(publish.fact());
      } else if (action instanceof PollAction.PublishText publish) {
        texts.accept(publish.text());
      } else if (action instanceof PollAction.Remember) {
        file.write(memory);
      } else if (action instanceof PollAction.Report report) {
        LOG.warn("{}: {} {}", key(), report.kind(), report.words());
      }
    }

    private void post(PollEvent event) {
      try {
        executor.execute(() -> step(event));
      } catch (RejectedExecutionException closed) {
        LOG.debug("{}: closed, an answer is not looked at", name);
      }
    }
  }

  @Override
  public String trouble() {
    List<String> names =
        polls.stream().filter(poll -> !poll.state.well()).map(poll -> poll.name).toList();
    return names.isEmpty() ? "" : "NOT every poll is answered: " + String.join(", ", names);
  }

  @Override
  public List<String> words() {
    return polls.stream().map(RunningPolls::words).toList();
  }

  private static String words(RunningPoll poll) {
    PollState state = poll.state;
    return "%-24s %-10s answered %s, asks next %s, %s%s"
        .formatted(
            poll.name,
            state.well() ? "answers" : state.answeredAt() > 0 ? "FAILS" : "SILENT",
            state.answeredAt() == 0 ? "never" : second(state.answeredAt()),
            second(state.nextAt()),
            state.counts(),
            state.trouble().isEmpty() ? "" : "; " + state.trouble());
  }

  private static Instant second(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000);
  }

  @Override
  public void metrics(ObjLongConsumer<String> numbers) {
    for (RunningPoll poll : polls) {
      PollState state = poll.state;
      numbers.accept(CollectorMetric.POLL_WELL.of(poll.name), state.well() ? 1 : 0);
      numbers.accept(
          CollectorMetric.POLL_ANSWERED_TIMESTAMP_SECONDS.of(poll.name),
          state.answeredAt() / 1_000_000);
      for (Map.Entry<PollCount, Long> each : state.counts().entrySet()) {
        numbers.accept(
            CollectorMetric.POLL_EVENTS_TOTAL.of(
                poll.name, each.getKey().name().toLowerCase(Locale.ROOT)),
            each.getValue());
      }
    }
  }

  /** How many there are. */
  public int size() {
    return polls.size();
  }

  /** Asks no more. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("polls: the thread did not end within {} s", LAST_WORDS.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
