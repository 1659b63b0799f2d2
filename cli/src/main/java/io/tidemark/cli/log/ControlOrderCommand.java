package io.tidemark.cli.log;

import io.tidemark.cli.CannotGoOnException;
import io.tidemark.cli.Words;
import io.tidemark.cli.kafka.KnownTopics;
import io.tidemark.cli.kafka.TopicWriter;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Instruments;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark control}: a person's order to the running jobs. */
@Command(
    name = "control",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an order to the jobs into control.v1.",
      "kill withholds every signal, resume lifts that, acknowledge lets a paused model "
          + "go on where drift.resume is manual."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ControlOrderCommand implements Callable<Integer> {

  private static final String ALL = "all";

  /** What can be ordered. */
  enum Order {
    KILL,
    RESUME,
    ACKNOWLEDGE;

    ControlCommand command() {
      return switch (this) {
        case KILL -> ControlCommand.KILL;
        case RESUME -> ControlCommand.RESUME;
        case ACKNOWLEDGE -> ControlCommand.ACKNOWLEDGE;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final InstantSource wall;

  @Spec private CommandSpec spec;
  @Mixin private Place place;

  @Parameters(index = "0", paramLabel = "ORDER", description = "one of ${COMPLETION-CANDIDATES}")
  private Order order;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "INSTRUMENT",
      description = "whom it is for, or all; kill without it is for all")
  private @Nullable String instrument;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who gives it, for the record (default: ${DEFAULT-VALUE})",
      defaultValue = "${sys:user.name}")
  private String by;

  /** Orders given through a configuration have the time of this computer. */
  public ControlOrderCommand() {
    this(InstantSource.system());
  }

  ControlOrderCommand(InstantSource wall) {
    this.wall = wall;
  }

  @Override
  public Integer call() throws Exception {
    if (instrument == null && order != Order.KILL) {
      // in need nobody should have to look up a name, but what is let go is named
      throw new ParameterException(
          spec.commandLine(), "name the instrument to " + order + ", or say " + ALL);
    }
    return place.visitRunning(Job.SEQUENCE, this::give);
  }

  private int give(JobConfig config) {
    String whom = whom(config);
    String topic = config.topic(Topic.CONTROL.topicName());
    KnownTopics.require(config.kafka(), List.of(topic));
    long now = place.isDemo() ? MarketTime.of(config) : MarketTime.micros(wall.instant());
    Control control = new Control(whom, now, now, order.command(), by);
    try (TopicWriter writer = new TopicWriter(config.kafka().clientProperties())) {
      writer.write(topic, whom, new RawEncoder().encode(control), now);
      writer.flush();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s  %s for %s written into %s, by %s"
            .formatted(
                Words.time(now),
                order.name(),
                whom.equals(Instruments.ALL) ? "all instruments" : whom,
                topic,
                by));
    out.flush();
    return 0;
  }

  private String whom(JobConfig config) {
    if (instrument == null
        || instrument.equalsIgnoreCase(ALL)
        || instrument.equals(Instruments.ALL)) {
      return Instruments.ALL;
    }
    if (config.instrument(instrument).isEmpty()) {
      throw new CannotGoOnException(
          "the jobs do not follow '"
              + instrument
              + "'; they follow "
              + config.instruments().stream()
                  .map(InstrumentConfig::instrument)
                  .collect(Collectors.joining(", "))
              + "; "
              + ALL
              + " means each of them");
    }
    return instrument;
  }
}
