package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.tail.Since;
import io.tidemark.client.tail.Tail;
import io.tidemark.client.tail.TailQuery;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.Instruments;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.text.UnacceptableValueException;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark tail}: output topics as readable lines. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description =
        "Prints the last signals, alerts, retrain requests, shadow reports or dead letters, a line"
            + " each.")
public final class TailCommand implements Callable<Integer> {

  /** What can be read. */
  enum What {
    SIGNALS,
    ALERTS,
    REQUESTS,
    SHADOWS,
    DEAD_LETTERS;

    List<OutputTopic<?>> topics() {
      return switch (this) {
        case SIGNALS -> List.of(Topic.SIGNALS);
        case ALERTS -> List.of(Topic.DRIFT_ALERTS, Topic.RISK_ALERTS, Topic.MODEL_ALERTS);
        case REQUESTS -> List.of(Topic.RETRAIN_REQUESTS);
        case SHADOWS -> List.of(Topic.MODEL_METRICS);
        case DEAD_LETTERS -> List.of(Topic.DEAD_LETTERS);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @Parameters(paramLabel = "WHAT", description = "one of ${COMPLETION-CANDIDATES}")
  private What what;

  @Option(
      names = {"-n", "--lines"},
      description =
          "how many, the newest by their own time, the newest last; 0: all (default:"
              + " ${DEFAULT-VALUE})")
  private int lines = 20;

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what comes, until Ctrl-C")
  private boolean follow;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description =
          "none that is older: an instant, such as 2026-03-01T12:00:00Z, or so long before the"
              + " newest record, such as 2h")
  private @Nullable String since;

  @Option(
      names = "--instrument",
      paramLabel = "NAME",
      description = "of this instrument only; may be given more than once")
  private List<String> instruments = new ArrayList<>();

  @Option(
      names = "--json",
      description = "an object of JSON a line, with all fields, and with its place in the topic")
  private boolean json;

  @Option(
      names = "--why",
      description = "of signals: a line for each feature that moved the score (signal.reasons)")
  private boolean why;

  @Override
  public Integer call() throws Exception {
    TailQuery query = query();
    return target.look(Job.SEQUENCE, (config, source) -> print(config, source, query));
  }

  /** What is asked for; all that is wrong with it is said at once. */
  private TailQuery query() {
    List<String> wrong = new ArrayList<>();
    if (lines < 0) {
      wrong.add("--lines must be 0 or more, was " + lines);
    }
    Since from = Since.EVER;
    if (since != null) {
      try {
        from = Since.parse(since);
      } catch (UnacceptableValueException e) {
        wrong.add("--since must be " + e.getMessage() + ", was '" + since + "'");
      }
    }
    for (String instrument : instruments) {
      if (!Instruments.isWellFormed(instrument)) {
        wrong.add(
            "--instrument must be of the form BASE-QUOTE@venue, such as BTC-USDT@binance, was '"
                + instrument
                + "'");
      }
    }
    if (what == What.DEAD_LETTERS && !instruments.isEmpty()) {
      wrong.add("--instrument cannot choose among dead letters, which name no instrument");
    }
    if (why && what != What.SIGNALS) {
      wrong.add("--why is for signals, was given with " + what);
    }
    if (why && json) {
      wrong.add("--json has the reasons, too: leave out --why");
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailedException(String.join("; ", wrong));
    }
    return new TailQuery(lines, from, Set.copyOf(instruments), json, why);
  }

  private int print(JobConfig config, TopicSource source, TailQuery query) {
    PrintWriter out = spec.commandLine().getOut();
    Tail tail = new Tail(config.kafka().topicPrefix(), query);
    List<String> topics = what.topics().stream().map(t -> config.topic(t.topicName())).toList();
    try (TopicReader reader = source.open(topics)) {
      tail.print(reader, out::println);
      out.flush();
      if (!tail.nothing().isEmpty()) {
        spec.commandLine().getErr().println("tidemark: " + tail.nothing());
      }
      if (follow && !source.grows()) {
        spec.commandLine().getErr().println("tidemark: the demo has ended: nothing more will come");
        return 0;
      }
      while (follow && !out.checkError()) { // whoever read it may have gone
        tail.follow(reader, out::println);
      }
    }
    return 0;
  }
}
