package io.tidemark.cli;

import io.tidemark.client.RecordText;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
      description = "how many, the newest; 0: all (default: ${DEFAULT-VALUE})")
  private int lines = 20;

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what comes, until Ctrl-C")
  private boolean follow;

  private final Map<Topic, Function<byte[], String>> words = new HashMap<>();

  @Override
  public Integer call() throws Exception {
    put(Topic.SIGNALS, RecordText::line);
    put(Topic.DRIFT_ALERTS, RecordText::line);
    put(Topic.RETRAIN_REQUESTS, RecordText::line);
    put(Topic.RISK_ALERTS, RecordText::line);
    put(Topic.MODEL_ALERTS, RecordText::line);
    put(Topic.MODEL_METRICS, RecordText::line);
    put(Topic.DEAD_LETTERS, RecordText::line);
    return target.visit(Job.SEQUENCE, this::print);
  }

  private int print(JobConfig config) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> topics = what.topics().stream().map(t -> config.topic(t.topicName())).toList();
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), topics)) {
      ArrayDeque<String> newest = new ArrayDeque<>();
      reader.drain(
          record -> {
            newest.add(line(config, record));
            if (lines > 0 && newest.size() > lines) {
              newest.remove();
            } else if (lines == 0) {
              out.println(newest.remove());
            }
          });
      newest.stream().sorted().forEach(out::println);
      out.flush();
      while (follow) {
        reader.poll(record -> out.println(line(config, record)));
        out.flush();
      }
    }
    return 0;
  }

  private String line(JobConfig config, ConsumerRecord<byte[], byte[]> record) {
    Topic topic = Topic.named(record.topic().substring(config.kafka().topicPrefix().length()));
    Function<byte[], String> format = words.get(topic);
    if (format == null) {
      throw new IllegalStateException("nobody asked for " + topic);
    }
    return format.apply(record.value());
  }

  private <T> void put(OutputTopic<T> topic, Function<T, String> line) {
    OutputFormat<T> format = topic.format();
    words.put(
        topic,
        bytes -> {
          Parsed<T> parsed = format.decode(bytes);
          return parsed instanceof Parsed.Valid<T> valid
              ? line.apply(valid.value())
              : "unreadable: " + ((Parsed.Rejected<T>) parsed).detail();
        });
  }
}
