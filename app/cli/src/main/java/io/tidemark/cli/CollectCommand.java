package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.net.RunningPolls;
import io.tidemark.collector.net.StatusPage;
import io.tidemark.collector.recorder.RecordingFiles;
import io.tidemark.collector.recorder.UnwritableFolderException;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.collector.sink.KafkaTexts;
import io.tidemark.collector.sink.TextSink;
import io.tidemark.collector.watch.StatusPart;
import io.tidemark.flink.config.InvalidOptionsException;
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
import java.util.stream.Stream;
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

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "also write all that is heard to compressed files in this folder, a file each hour;"
              + " replay, quality and demo read them")
  private @Nullable Path record;

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
    CollectConfig config = load();
    String prefix = config.kafka().topicPrefix();
    KnownTopics.require(config.kafka(), topics(config));
    CountDownLatch done = new CountDownLatch(1);
    Thread onInterrupt = new Thread(() -> interrupt(done), "end");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    KafkaFacts sink =
        new KafkaFacts(config.kafka().clientProperties(), prefix, config.maxWaiting());
    try (sink;
        KafkaTexts texts =
            config.polls().hasTexts()
                ? new KafkaTexts(config.kafka().clientProperties(), prefix)
                : null;
        RecordingFiles recording = record == null ? null : new RecordingFiles(record);
        Collector collector = Collector.start(config, sink, FeedClock.system(), recording);
        RunningPolls polls = polls(config, sink, texts);
        StatusPage status = status(config, collector, sink, parts(polls, texts, recording))) {
      out.println(
          ("Collecting %d instruments over %d connections and %d polls to %s;"
                  + " http://127.0.0.1:%d says how they stand")
              .formatted(
                  config.instruments().size(),
                  collector.feeds().size(),
                  polls.size(),
                  config.kafka().bootstrapServers(),
                  status.port()));
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

  /** The configuration; all that is wrong with it, the folder and the port is said at once. */
  private CollectConfig load() {
    List<String> problems = new ArrayList<>();
    CollectConfig config = null;
    try {
      config = CollectConfig.load(file, assignments, System.getenv(), StatusPage::unusable);
    } catch (InvalidOptionsException e) {
      problems.addAll(e.problems());
    }
    if (record != null) {
      try {
        RecordingFiles.requireWritable(record);
      } catch (UnwritableFolderException e) {
        problems.add("--record: " + e.getMessage());
      }
    }
    if (config == null || !problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return config;
  }

  private static List<String> topics(CollectConfig config) {
    Stream<Topic> inputs = Topic.of(Topic.Role.INPUT).stream();
    Stream<Topic> texts = config.polls().hasTexts() ? Stream.of(Topic.TEXTS) : Stream.empty();
    return Stream.concat(inputs, texts)
        .map(topic -> config.kafka().topicPrefix() + topic.topicName())
        .toList();
  }

  private static RunningPolls polls(
      CollectConfig config, KafkaFacts sink, @Nullable KafkaTexts texts) {
    TextSink nowhere = text -> {};
    return RunningPolls.start(
        config.polls().plans(),
        config.polls().memory(),
        sink,
        texts == null ? nowhere : texts,
        FeedClock.system());
  }

  private static List<StatusPart> parts(
      RunningPolls polls, @Nullable KafkaTexts texts, @Nullable RecordingFiles recording) {
    return Stream.<@Nullable StatusPart>of(polls, texts, recording)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static StatusPage status(
      CollectConfig config, Collector collector, KafkaFacts sink, List<StatusPart> parts) {
    try {
      return new StatusPage(config.statusPort(), collector.feeds(), sink, parts);
    } catch (IOException e) {
      throw new CommandFailedException(StatusPage.unusable(config.statusPort(), e), e);
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
