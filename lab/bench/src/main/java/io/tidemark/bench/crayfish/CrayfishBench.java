package io.tidemark.bench.crayfish;

import io.tidemark.bench.BenchFixture;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** All variants over the same images, in rounds: in each of them every variant runs once. */
public final class CrayfishBench {

  /** About as long as an answer: what Kafka alone writes for each image that it reads. */
  private static final int JSON_ANSWER_BYTES = 190;

  private static final int AVRO_ANSWER_BYTES = 50;

  private final BenchFixture ground;
  private final CrayfishLog log;
  private final byte[] onnx;
  private final long seed;
  private final Consumer<String> progress;

  private CrayfishBench(
      BenchFixture ground, CrayfishLog log, long seed, Consumer<String> progress) {
    this.ground = ground;
    this.log = log;
    this.onnx = log.network().onnx();
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Writes the images.
   *
   * @param images how many, each about 11 KB on disk in its two forms
   * @param progress takes a line for each run
   */
  public static CrayfishBench over(
      BenchFixture ground, long seed, long images, Consumer<String> progress) throws IOException {
    return new CrayfishBench(ground, CrayfishLog.write(ground, seed, images), seed, progress);
  }

  /**
   * Runs all of it; first a round that is not counted: what is compiled late would slow it down.
   */
  public CrayfishReport run(int rounds) throws Exception {
    Map<EngineVariant, CrayfishRuns> runs = new EnumMap<>(EngineVariant.class);
    for (EngineVariant variant : EngineVariant.values()) {
      runs.put(variant, new CrayfishRuns(variant, variant.events(log.images())));
      once(variant, variant.events(log.images()), "warm-up");
    }
    for (int round = 1; round <= rounds; round++) {
      for (var entry : runs.entrySet()) {
        EngineVariant variant = entry.getKey();
        entry.getValue().add(once(variant, variant.events(log.images()), "round-" + round));
      }
    }
    return CrayfishReport.of(seed, log.images(), onnx.length, rounds, runs);
  }

  private Answers once(EngineVariant variant, long events, String name) throws Exception {
    String to = "crayfish.answers." + name + "." + variant.name().toLowerCase(Locale.ROOT);
    // the broker says when it took an answer: nobody has to watch while it runs
    ground.createTopic(to, Map.of("message.timestamp.type", "LogAppendTime"));
    Bounds bounds = new Bounds(CrayfishLog.topic(variant.isAvro()), events);
    if (variant.isCopy()) {
      copy(variant, bounds, to);
    } else {
      score(variant, bounds, to);
    }
    Answers answers = read(variant, events, to);
    ground.deleteTopic(to);
    Double perSecond = answers.perSecond();
    progress.accept(
        "%s %s: %s%s"
            .formatted(
                name,
                variant.label(),
                perSecond == null ? "too short to measure" : "%,.0f events/s".formatted(perSecond),
                answers.right() ? "" : ", NOT RIGHT"));
    return answers;
  }

  private void score(EngineVariant variant, Bounds bounds, String to) throws Exception {
    Configuration settings = new Configuration();
    if (variant != EngineVariant.PEER) {
      settings.set(PipelineOptions.OBJECT_REUSE, true);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    Properties client = ground.client();
    if (variant == EngineVariant.PEER) {
      PeerJob.define(env, onnx, bounds, to, client);
    } else {
      OurJob.define(env, onnx, variant.format(), bounds, to, client);
    }
    var unused =
        ground.flink().submit(env, "bench " + variant.label()).getJobExecutionResult().get();
  }

  private void copy(EngineVariant variant, Bounds bounds, String to) {
    int length = variant.isAvro() ? AVRO_ANSWER_BYTES : JSON_ANSWER_BYTES;
    long[] copied = {0};
    Properties client = ground.client();
    client.setProperty("compression.type", "none");
    try (TopicReader reader = new TopicReader(ground.client(), List.of(bounds.topic()));
        TopicWriter writer = new TopicWriter(client)) {
      while (copied[0] < bounds.records()) {
        reader.poll(
            record -> {
              if (copied[0] < bounds.records()) {
                writer.write(
                    to, record.key(), Arrays.copyOf(record.value(), length), record.timestamp());
                copied[0]++;
              }
            });
      }
      writer.flush();
    }
  }

  private Answers read(EngineVariant variant, long events, String from) {
    Answers answers = new Answers(log.expected(), events);
    RecordFormat format = variant.format();
    try (TopicReader reader = new TopicReader(ground.client(), List.of(from))) {
      reader.drain(
          record -> {
            try {
              if (variant.isCopy()) {
                answers.take(format.id(record.value()), record.timestamp());
              } else {
                answers.take(format, record.value(), record.timestamp());
              }
            } catch (IOException e) {
              throw new UncheckedIOException("an answer cannot be read", e);
            }
          });
    }
    return answers;
  }
}
