package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.IdPrefixes;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.ServedModels;
import io.tidemark.flink.SignalFolds;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark reproduce}: recomputes signals from the log, without Flink. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Computes signals again from the log and says whether they are equal, byte for " + "byte.",
      "Folds the log up to the event behind a signal."
    },
    exitCodeList = {"0:all signals are equal", "1:a signal is not equal"})
public final class ReproduceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "ids of signals, or how they begin")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--random", paramLabel = "N", description = "so many signals at random")
  private int random;

  @Option(names = "--seed", description = "of the choice (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  /** What is to be reproduced: the signal's bytes as they stand on the topic. */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the topic, compared with Arrays.equals
  private record Wanted(Signal signal, byte[] bytes) {}

  @Override
  public Integer call() throws Exception {
    if (random < 0) {
      throw new ParameterException(
          spec.commandLine(), "--random must be at least 1, was " + random);
    }
    if (ids.isEmpty() == (random == 0)) {
      throw new ParameterException(
          spec.commandLine(), "name signals by their ids, or say --random N");
    }
    return target.look(Job.SIGNAL, this::reproduce);
  }

  private int reproduce(JobConfig config, TopicSource source) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Wanted> wanted = choose(config, source);
    Map<String, byte[]> again = foldAgain(config, source, wanted);
    int equal = 0;
    for (Wanted one : wanted.values()) {
      byte[] recomputed = again.get(one.signal().id());
      boolean same = Arrays.equals(one.bytes(), recomputed);
      if (same) {
        equal++;
      }
      if (!same || !ids.isEmpty()) {
        out.println(
            (same ? "equal      " : recomputed == null ? "NOT THERE  " : "NOT EQUAL  ")
                + PrintableText.of(one.signal().id())
                + "  "
                + RecordText.withoutId(one.signal()));
      }
    }
    out.println(wanted.size() + " signals recomputed from the log: " + equal + " equal");
    out.flush();
    return equal == wanted.size() ? 0 : 1;
  }

  private Map<String, Wanted> choose(JobConfig config, TopicSource source) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    IdPrefixes<Wanted> asked = new IdPrefixes<>("signal", new LinkedHashSet<>(ids));
    List<Wanted> sampled = new ArrayList<>();
    try (TopicReader reader = source.open(topic(config, Topic.SIGNALS))) {
      Random chance = new Random(seed);
      int[] seen = {0};
      reader.drain(
          record -> {
            if (format.decode(record.value()) instanceof Parsed.Valid<Signal> valid) {
              Wanted one = new Wanted(valid.value(), record.value());
              asked.take(one.signal().id(), one);
              if (random > 0) {
                sample(sampled, one, seen[0]++, chance);
              }
            }
          });
    }
    Map<String, Wanted> chosen = new LinkedHashMap<>(asked.each());
    sampled.forEach(one -> chosen.put(one.signal().id(), one));
    if (chosen.isEmpty()) {
      throw new CommandFailedException(
          "there are no signals on " + config.topic(Topic.SIGNALS.topicName()));
    }
    return chosen;
  }

  /** Reservoir sampling: every signal has the same chance, whatever their number. */
  private void sample(List<Wanted> reservoir, Wanted one, int seen, Random chance) {
    if (reservoir.size() < random) {
      reservoir.add(one);
    } else {
      int at = chance.nextInt(seen + 1);
      if (at < random) {
        reservoir.set(at, one);
      }
    }
  }

  private static Map<String, byte[]> foldAgain(
      JobConfig config, TopicSource source, Map<String, Wanted> wanted) throws Exception {
    Map<String, Long> last = new HashMap<>();
    for (Wanted one : wanted.values()) {
      last.merge(one.signal().instrument(), one.signal().event().logOffset(), Math::max);
    }
    LogFormat events = new LogFormat();
    OutputFormat<Signal> signals = Topic.SIGNALS.format();
    Map<String, byte[]> again = new HashMap<>();
    try (SignalFolds folds = ServedModels.read(config).folds(config);
        TopicReader reader = source.open(topic(config, Topic.EVENTS))) {
      reader.drain(
          record -> {
            LogEvent event = event(events, record);
            if (event != null
                && event.offset() <= last.getOrDefault(event.instrument(), Long.MIN_VALUE)) {
              Signal signal = folds.step(event);
              if (signal != null && wanted.containsKey(signal.id())) {
                again.put(signal.id(), signals.encode(signal));
              }
            }
          });
    }
    return again;
  }

  private static @Nullable LogEvent event(LogFormat format, ConsumerRecord<byte[], byte[]> record) {
    return format.decode(record.value(), record.offset(), record.timestamp() * 1_000)
            instanceof Parsed.Valid<LogEvent> valid
        ? valid.value()
        : null;
  }

  private static List<String> topic(JobConfig config, Topic topic) {
    return List.of(config.topic(topic.topicName()));
  }
}
