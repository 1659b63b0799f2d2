package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.net.StatusPage;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.flink.io.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tidemark collect}: exchanges' sockets to the input topics. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what exchanges send to the input topics, until Ctrl-C.",
      "Each venue has a connection of its own; a lost book is fetched again, a lost connection is "
          + "opened again, and a hole is told in the log."
    })
public final class CollectCommand implements Callable<Integer> {

  private static final long END_SECONDS = 60;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML; see guide/live.md")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "an option; stronger than the file")
  private List<String> assignments = new ArrayList<>();

  private final CountDownLatch stop;
  private volatile long unwritten;

  /** Runs until it is interrupted. */
  public CollectCommand() {
    this(new CountDownLatch(1));
  }

  /** Runs until the latch is open. */
  CollectCommand(CountDownLatch stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    CollectConfig config = CollectConfig.load(file, assignments, System.getenv());
    String prefix = config.kafka().topicPrefix();
    KnownTopics.require(
        config.kafka(),
        Topic.of(Topic.Role.INPUT).stream().map(topic -> prefix + topic.topicName()).toList());
    CountDownLatch done = new CountDownLatch(1);
    Thread onInterrupt = new Thread(() -> interrupt(done), "end");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    KafkaFacts sink =
        new KafkaFacts(config.kafka().clientProperties(), prefix, config.maxWaiting());
    try (sink;
        Collector collector = Collector.start(config, sink, FeedClock.system());
        StatusPage status = status(config, collector, sink)) {
      out.println(
          "Collecting %d instruments over %d connections to %s; http://127.0.0.1:%d says how they"
                  .formatted(
                      config.instruments().size(),
                      collector.feeds().size(),
                      config.kafka().bootstrapServers(),
                      status.port())
              + " stand");
      out.flush();
      stop.await();
    } finally {
      unwritten = sink.unwritten();
      done.countDown();
      if (stop.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      }
    }
    return unwritten == 0 ? 0 : Tidemark.CANNOT_GO_ON;
  }

  private static StatusPage status(CollectConfig config, Collector collector, KafkaFacts sink) {
    try {
      return new StatusPage(config.statusPort(), collector.feeds(), sink);
    } catch (IOException e) {
      throw new CommandFailedException(
          "collect.status-port "
              + config.statusPort()
              + " cannot be used ("
              + e.getMessage()
              + "): name another, or 0 for any that is free");
    }
  }

  /** Ctrl-C: what was taken is still written; if it cannot be, the exit code says so. */
  private void interrupt(CountDownLatch done) {
    stop.countDown();
    try {
      if (!done.await(END_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("tidemark: collecting did not end within " + END_SECONDS + " s");
      } else if (unwritten > 0) {
        System.err.println("tidemark: " + unwritten + " collected facts are on no topic");
        Runtime.getRuntime().halt(Tidemark.CANNOT_GO_ON);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
