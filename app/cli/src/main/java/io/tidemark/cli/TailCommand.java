package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.tail.Tail;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
          "how many, the newest by their own time, the newest last; 0: all, merged by time"
              + " (default: ${DEFAULT-VALUE})")
  private int lines = 20;

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what comes, until Ctrl-C")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    if (lines < 0) {
      throw new CommandFailedException("--lines must be 0 or more, was " + lines);
    }
    return target.visit(Job.SEQUENCE, this::print);
  }

  private int print(JobConfig config) {
    PrintWriter out = spec.commandLine().getOut();
    Tail tail = new Tail(config.kafka().topicPrefix(), lines);
    List<String> topics = what.topics().stream().map(t -> config.topic(t.topicName())).toList();
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), topics)) {
      tail.print(reader, out::println);
      out.flush();
      while (follow && !out.checkError()) { // whoever read it may have gone
        tail.follow(reader, out::println);
      }
    }
    return 0;
  }
}
