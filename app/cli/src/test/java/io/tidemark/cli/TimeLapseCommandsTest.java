package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.demo.DemoHome;
import io.tidemark.demo.DemoRun;
import io.tidemark.demo.SimulatedFeed;
import io.tidemark.demo.Summary;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.ModelArtefact;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A market in time-lapse, years behind the wall clock, whose jobs are given commands as those of
 * any deployment are.
 */
class TimeLapseCommandsTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");
  private static final long HOUR = 3_600_000_000L;
  private static final Scenario MARKET =
      new Scenario("a day", 1_736_121_600_000_000L, 24 * HOUR, List.of(), 0);
  private static final double SPEED = 300;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final Set<String> ALL =
      SimInstrument.ALL.stream().map(SimInstrument::name).collect(Collectors.toSet());

  @TempDir Path directory;

  private final AtomicBoolean stop = new AtomicBoolean();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final List<Signal> signals = new ArrayList<>();
  private final List<RiskAlert> kills = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  /** Whose log holds a command of the wall's time. */
  private final Set<String> ahead = new TreeSet<>();

  /** The newest in the log, as far as it was read. */
  private long marketTime;

  @Test
  void signalsGoOnAfterCommandsOfWhateverTime() throws Exception {
    CompletableFuture<Summary> demo = CompletableFuture.supplyAsync(this::run);
    try {
      await(demo, () -> screen.toString(StandardCharsets.UTF_8).contains("Ctrl-C ends it"));
      String brokers = Files.readString(home().resolve("bootstrap-servers"));
      try (TopicReader outputs =
              TopicReader.of(
                  brokers, Topic.EVENTS, Topic.SIGNALS, Topic.RISK_ALERTS, Topic.DEAD_LETTERS);
          TopicWriter stranger = TopicWriter.to(brokers)) {
        awaitSignals(demo, outputs);

        assertThat(tidemark("control", "kill"))
            .contains("The market's time is 2025-01-06", "KILL for all instruments");
        await(demo, () -> read(outputs) && kills(AlertPhase.OPENED).equals(ALL));
        assertThat(tidemark("control", "resume", "all"))
            .contains("The market's time is 2025-01-06");
        await(demo, () -> read(outputs) && kills(AlertPhase.CLOSED).equals(ALL));
        assertThat(tidemark("models", "register", nextVersion().toString()))
            .contains("The market's time is 2025-01-06", "REGISTER demo-linear/2 for all");
        awaitSignals(demo, outputs);

        byTheWall(stranger);
        await(demo, () -> read(outputs) && !deadLetters.isEmpty() && ahead.equals(ALL));
        awaitSignals(demo, outputs);
      }
    } finally {
      stop.set(true);
    }
    Summary summary = demo.get(120, TimeUnit.SECONDS);

    assertThat(deadLetters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(RejectReason.IN_FUTURE);
              assertThat(letter.origin().topic()).isEqualTo(Topic.CONTROL.topicName());
              assertThat(letter.detail()).contains("after the market's time (limit 60 s)");
            });
    assertThat(kills).as("one kill, for each").hasSize(2 * ALL.size());
    assertThat(signals)
        .extracting(Signal::eventTime)
        .allMatch(time -> time >= MARKET.start() && time <= MARKET.end());
    assertThat(summary.records().late())
        .as(summary.toString())
        .isLessThan(summary.records().facts() / 100);
  }

  /** What commands were before they carried the market's time. */
  private static void byTheWall(TopicWriter writer) throws Exception {
    long wall = System.currentTimeMillis() * 1_000;
    ModelRef ref = ModelArtefact.read(MODEL).describe().ref();
    ModelUpdate update = new ModelUpdate("*", wall, wall, ModelAction.REGISTER, ref, "ann");
    write(writer, Topic.MODEL_UPDATES, update);
    write(writer, Topic.CONTROL, new Control("*", wall, wall, ControlCommand.KILL, "ann", ""));
    writer.flush();
  }

  private static void write(TopicWriter writer, Topic topic, Fact command) {
    byte[] bytes = new RawEncoder().encode(command);
    writer.write(topic.topicName(), command.instrument(), bytes, command.availableAt());
  }

  /** Until each instrument has a signal upon an event behind all that the log is known to hold. */
  private void awaitSignals(CompletableFuture<Summary> demo, TopicReader outputs)
      throws InterruptedException {
    long before = marketTime;
    await(
        demo,
        () ->
            read(outputs)
                && signals.stream()
                    .filter(signal -> signal.eventTime() > before)
                    .map(Signal::instrument)
                    .collect(Collectors.toSet())
                    .equals(ALL));
  }

  private Set<String> kills(AlertPhase phase) {
    return kills.stream()
        .filter(alert -> alert.phase() == phase)
        .map(RiskAlert::instrument)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean read(TopicReader outputs) {
    outputs.poll(
        record -> {
          String topic = record.topic();
          if (topic.equals(Topic.EVENTS.topicName())) {
            log(valid(new LogFormat().decode(record.value(), record.offset(), 0)));
          } else if (topic.equals(Topic.SIGNALS.topicName())) {
            signals.add(valid(Topic.SIGNALS.format().decode(record.value())));
          } else if (topic.equals(Topic.DEAD_LETTERS.topicName())) {
            deadLetters.add(valid(Topic.DEAD_LETTERS.format().decode(record.value())));
          } else {
            RiskAlert alert = valid(Topic.RISK_ALERTS.format().decode(record.value()));
            if (alert.rule() == RiskRule.KILL_SWITCH) {
              kills.add(alert);
            }
          }
        });
    return true;
  }

  private void log(LogEvent event) {
    if (!event.fact().kind().isCommand()) {
      marketTime = Math.max(marketTime, event.availableAt());
    } else if (event.availableAt() > MARKET.end()) {
      ahead.add(event.instrument());
    }
  }

  private void await(CompletableFuture<Summary> demo, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(demo).as(screen.toString(StandardCharsets.UTF_8)).isNotDone();
      assertThat(System.nanoTime()).as(screen.toString(StandardCharsets.UTF_8)).isLessThan(end);
      Thread.sleep(5); // what is read comes in hundreds of records
    }
  }

  private Summary run() {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    try {
      return new DemoRun(
              new SimulatedFeed(MARKET, 3, SPEED, MODEL),
              DemoHome.at(home()),
              0,
              0,
              List.of(),
              stop::get,
              out)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException(screen.toString(StandardCharsets.UTF_8), e);
    }
  }

  private Path home() {
    return directory.resolve("demo");
  }

  private Path nextVersion() throws IOException {
    Path made = Files.createDirectories(directory.resolve("made/2"));
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.toList()) {
        Files.copy(file, made.resolve(MODEL.relativize(file)));
      }
    }
    Path manifest = made.resolve("manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains("\"version\": \"1\"");
    Files.writeString(manifest, text.replace("\"version\": \"1\"", "\"version\": \"2\""));
    return made;
  }

  /** Through the configuration, as for a deployment. */
  private String tidemark(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", DemoHome.at(home()).config().toString()));
    StringWriter out = new StringWriter();
    int code =
        Tidemark.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(all.toArray(String[]::new));
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }

  private static <T> T valid(Parsed<T> parsed) {
    return ((Parsed.Valid<T>) parsed).value();
  }
}
