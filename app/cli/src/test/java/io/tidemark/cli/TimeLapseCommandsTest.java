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
import io.tidemark.demo.Summary;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.ModelArtefact;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A market in time-lapse, years behind the wall clock, whose jobs are given commands as those of
 * any deployment are.
 */
class TimeLapseCommandsTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");
  private static final Path NEXT = MODEL.resolveSibling("2");
  private static final long HOUR = 3_600_000_000L;
  private static final Scenario MARKET =
      new Scenario("a day", 1_736_121_600_000_000L, 24 * HOUR, List.of(), 0);
  private static final double SPEED = 300;
  private static final Set<String> ALL =
      SimInstrument.ALL.stream().map(SimInstrument::name).collect(Collectors.toSet());

  @TempDir Path directory;

  private final LogFormat logFormat = new LogFormat();

  private final List<Signal> signals = new ArrayList<>();
  private final List<RiskAlert> kills = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  /** Whose log holds a command of the wall's time. */
  private final Set<String> ahead = new TreeSet<>();

  /** The newest in the log, as far as it was read. */
  private long marketTime;

  @Test
  void signalsGoOnAfterCommandsOfWhateverTime() throws Exception {
    Summary summary;
    try (RunningDemo demo = RunningDemo.start(directory.resolve("demo"), MARKET, SPEED, MODEL);
        TopicReader outputs =
            TopicReader.of(
                demo.bootstrapServers(),
                Topic.EVENTS,
                Topic.SIGNALS,
                Topic.RISK_ALERTS,
                Topic.DEAD_LETTERS);
        TopicWriter stranger = TopicWriter.to(demo.bootstrapServers())) {
      awaitSignals(demo, outputs);

      assertThat(demo.tidemark("control", "kill"))
          .contains("The market's time is 2025-01-06", "KILL for all instruments");
      demo.await(() -> read(outputs) && kills(AlertPhase.OPENED).equals(ALL));
      assertThat(demo.tidemark("control", "resume", "all"))
          .contains("The market's time is 2025-01-06");
      demo.await(() -> read(outputs) && kills(AlertPhase.CLOSED).equals(ALL));
      assertThat(demo.tidemark("models", "register", NEXT.toString()))
          .contains("The market's time is 2025-01-06", "REGISTER demo-linear/2 for all");
      awaitSignals(demo, outputs);

      byTheWall(stranger);
      demo.await(() -> read(outputs) && !deadLetters.isEmpty() && ahead.equals(ALL));
      awaitSignals(demo, outputs);
      summary = demo.end();
    }

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
  private void awaitSignals(RunningDemo demo, TopicReader outputs) throws InterruptedException {
    long before = marketTime;
    demo.await(
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
            log(valid(logFormat.decode(record.value(), record.offset(), 0)));
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

  private static <T> T valid(Parsed<T> parsed) {
    return ((Parsed.Valid<T>) parsed).value();
  }
}
