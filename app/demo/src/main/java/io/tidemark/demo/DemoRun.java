package io.tidemark.demo;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.flink.ServedModels;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.config.SignalSettings;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.recordings.ReplayCounts;
import io.tidemark.testbed.EmbeddedBroker;
import io.tidemark.testbed.JobCounts;
import io.tidemark.testbed.LocalFlink;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One demo from start to end. */
public final class DemoRun {

  private static final long SCREEN_EVERY = TimeUnit.SECONDS.toNanos(5);

  /** A screen that scrolls for ever helps nobody; the topics have them all. */
  private static final int MOST_ALERTS = 300;

  /** What a demo sets of the model that decides, and a strategy has otherwise. */
  private static final Set<String> OF_ONE_MODEL =
      Set.of(
          ModelSettings.PATH.key(), ModelSettings.STORE.key(), SignalSettings.MIN_STRENGTH.key());

  private final Feed feed;
  private final DemoHome home;
  private final int webPort;
  private final int metricsPort;
  private final List<String> settings;
  private final BooleanSupplier stop;
  private final PrintStream out;
  private final ConsoleView board;

  private final SignalFigures figures = new SignalFigures();

  private long begin;

  public DemoRun(
      Feed feed,
      DemoHome home,
      int webPort,
      int metricsPort,
      List<String> settings,
      BooleanSupplier stop,
      PrintStream out) {
    this.feed = feed;
    this.home = home;
    this.webPort = webPort;
    this.metricsPort = metricsPort;
    this.settings = settings;
    this.stop = stop;
    this.out = out;
    this.board = new ConsoleView(out, MOST_ALERTS, feed.isByTheWallClock());
  }

  /** Runs until the market ends, or until it is told to stop. */
  public Summary run() throws Exception {
    // all that is wrong at once, before the last demo's data goes
    List<String> problems = new ArrayList<>(LocalFlink.unusable(webPort, metricsPort));
    problems.addAll(new DemoFaults(feed, home, settings).find(yaml("localhost:9092")));
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    if (feed.keepsTopics()) {
      home.open();
    } else {
      home.renew();
    }
    begin = System.nanoTime();
    feed.introduction().forEach(out::println);
    out.println("Starting Kafka and Flink ...");
    try (EmbeddedBroker broker = EmbeddedBroker.start(home.kafka());
        LocalFlink flink = LocalFlink.start(home.flink(), webPort, metricsPort)) {
      home.announce(broker);
      Topics.create(broker, feed.isByTheWallClock());
      JobConfig config = configure(broker);
      ServedModels models = ServedModels.read(config);
      Preflight.of(Job.SIGNAL, config).run();
      JobClient signal = submit(flink, config, models);
      flink.awaitRunning(signal, stop);
      out.println(
          "Kafka on %s, Flink's web page on %s, %s. Ctrl-C ends it."
              .formatted(broker.bootstrapServers(), flink.webPage(), models.title()));
      models.served(config).forEach(out::println);
      try (TopicReader outputs = TopicReader.of(broker.bootstrapServers(), board.topics());
          TopicReader log = TopicReader.of(broker.bootstrapServers(), Topic.EVENTS)) {
        JobCounts counts;
        try {
          feed.start(flink, broker.bootstrapServers(), config);
          watch(signal, new JobFailures(flink, out), outputs, log);
          counts = end(signal, stop.getAsBoolean());
        } finally {
          feed.end();
        }
        board.drain(outputs);
        Summary summary =
            Summary.of(
                counts, feed.refused(), figures.eventsPerSecond(), feed.played().orElse(null));
        closing(summary);
        return summary;
      }
    } finally {
      home.withdraw();
    }
  }

  private String yaml(String servers) {
    String yaml =
        "kafka.bootstrap-servers: "
            + servers
            + "\nkafka.start-offsets: earliest\nmodel.store: "
            + home.models()
            + "\n"
            + feed.configuration();
    return ofWhatDecides(yaml, settings);
  }

  /**
   * Without what is said of one model, where the settings name a strategy.
   *
   * @param yaml a key and its value, or a comment, a line
   * @param settings {@code key=value}
   */
  static String ofWhatDecides(String yaml, List<String> settings) {
    String strategy = ModelSettings.STRATEGY.key();
    if (settings.stream().noneMatch(each -> keyOf(each, '=').equals(strategy))) {
      return yaml;
    }
    return yaml.lines()
        .filter(line -> line.startsWith("#") || !OF_ONE_MODEL.contains(keyOf(line, ':')))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private JobConfig configure(EmbeddedBroker broker) throws Exception {
    String yaml = yaml(broker.bootstrapServers());
    Files.writeString(home.config(), yaml);
    JobConfig config = ConfigLoader.load(Job.SIGNAL, home.config(), settings);
    Files.writeString(home.config(), ran(yaml, settings));
    return config;
  }

  /**
   * What ran, for the commands that look into the file afterwards.
   *
   * @param yaml a key and its value, or a comment, a line
   * @param settings {@code key=value}, which win
   */
  static String ran(String yaml, List<String> settings) {
    Map<String, String> lines = new LinkedHashMap<>();
    yaml.lines().forEach(line -> lines.put(line.startsWith("#") ? line : keyOf(line, ':'), line));
    for (String each : settings) {
      String key = keyOf(each, '=');
      String value = each.substring(each.indexOf('=') + 1).trim();
      lines.put(key, key + ": \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
    return String.join("\n", lines.values()) + "\n";
  }

  private static String keyOf(String line, char end) {
    int at = line.indexOf(end);
    return (at < 0 ? line : line.substring(0, at)).trim();
  }

  private static JobClient submit(LocalFlink flink, JobConfig config, ServedModels models)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings(config));
    env.setParallelism(1);
    models.define(env, config);
    return flink.submit(env, "tidemark signal");
  }

  private void watch(JobClient signal, JobFailures failures, TopicReader outputs, TopicReader log)
      throws Exception {
    long nextScreen = System.nanoTime() + SCREEN_EVERY;
    while (!stop.getAsBoolean()) {
      board.read(outputs);
      JobStatus status = signal.getJobStatus().get();
      if (status.isGloballyTerminalState()) {
        signal.getJobExecutionResult().get(); // throws what it failed of
      }
      failures.look("signal", signal);
      if (feed.sequence().isPresent()) {
        failures.look("sequence", feed.sequence().get());
      }
      figures.update(JobCounts.of(signal.getAccumulators().get()), System.nanoTime());
      if (feed.isWritten() && figures.counts().decided() >= log.size()) {
        return;
      }
      if (System.nanoTime() >= nextScreen) {
        screen();
        nextScreen += SCREEN_EVERY;
      }
    }
    out.println("Stopping ...");
  }

  /**
   * Ends the job with a savepoint, so that what it has written becomes visible.
   *
   * @param stopped whether somebody ended it, who may do so while it starts or starts again
   */
  JobCounts end(JobClient signal, boolean stopped) throws Exception {
    try {
      signal
          .stopWithSavepoint(
              false,
              home.flink().resolve("savepoints").toUri().toString(),
              SavepointFormatType.CANONICAL)
          .get(60, TimeUnit.SECONDS);
      JobExecutionResult result = signal.getJobExecutionResult().get(30, TimeUnit.SECONDS);
      return JobCounts.of(result.getAllAccumulatorResults());
    } catch (ExecutionException e) {
      if (!stopped) {
        throw e;
      }
      signal.cancel().get(30, TimeUnit.SECONDS);
      throw new CommandFailedException(
          "the demo was stopped while the signal job did not run: there is nothing to sum up", e);
    }
  }

  private void screen() {
    out.println(
        "[%3d s] %s  |  %s"
            .formatted(
                (System.nanoTime() - begin) / 1_000_000_000L, feed.progress(), figures.words()));
    board.lines(feed.instruments()).forEach(out::println);
  }

  private void closing(Summary summary) {
    out.println();
    out.println("The end. What stands now:");
    board.lines(feed.instruments()).forEach(out::println);
    feed.played().ifPresent(this::closing);
    feed.account().forEach(out::println);
    closing(summary.records());
    closing(summary.scores());
    out.println(
        "signals: %,d on signals.v1 (%,d of them took a standing signal back); alerts opened: %,d drift, %,d risk %s"
            .formatted(
                summary.scores().signals(),
                summary.scores().revoked(),
                summary.alerts().driftAlerts(),
                Summary.sum(summary.alerts().riskAlerts()),
                summary.alerts().riskAlerts()));
    out.println(speed(summary));
    out.println(
        Stream.of("tail signals", "tail alerts", "tail dead-letters", "reproduce --random 100")
            .map(command -> "./tidemark " + command + home.words())
            .collect(Collectors.joining("   ", "Look further:  ", "")));
    out.println("The configuration that ran: " + home.config());
  }

  static String speed(Summary summary) {
    Summary.Speed speed = summary.speed();
    String decided =
        summary.scores().scored() == 0
            ? "none scored"
            : "from the log to the decision p50 %d ms, p99 %d ms"
                .formatted(speed.p50Millis(), speed.p99Millis());
    return "speed:   %,.0f events/s; %s".formatted(speed.eventsPerSecond(), decided);
  }

  private void closing(Summary.Records records) {
    out.println(
        "records: %,d read = %,d facts + %,d late + %,d duplicate + %,d dead %s   %s"
            .formatted(
                records.read(),
                records.facts(),
                records.late(),
                records.duplicate(),
                Summary.sum(records.dead()),
                records.dead(),
                records.balance() ? "balanced" : "NOT BALANCED"));
    if (feed.isByTheWallClock()) {
      out.println(
          "         Of the facts, %,d are ticks of the sequence job's clock, %,d are the market's"
              .formatted(records.ticks(), records.facts() - records.ticks()));
    }
    records.latenessWords().ifPresent(words -> out.println("         " + words));
  }

  private void closing(Summary.Scores scores) {
    out.println(
        "scores:  %,d scored = %,d emitted + %,d unchanged + %,d withheld %s   %s"
            .formatted(
                scores.scored(),
                scores.emitted(),
                scores.unchanged(),
                Summary.sum(scores.withheld()),
                scores.withheld(),
                scores.balance() ? "balanced" : "NOT BALANCED"));
  }

  private void closing(ReplayCounts played) {
    out.println(
        "rows:    %,d read = %,d in the log + %,d refused + %,d left out   %s"
            .formatted(
                played.rows(),
                played.facts(),
                played.refused(),
                played.historyDropped(),
                played.balances() ? "balanced" : "NOT BALANCED"));
    played.messages().forEach(recording -> recording.words().forEach(out::println));
  }
}
