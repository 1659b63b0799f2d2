package io.tidemark.bench.sequence;

import io.tidemark.bench.BenchFixture;
import io.tidemark.bench.JobProgress;
import io.tidemark.bench.Rate;
import io.tidemark.bench.Spread;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.kafka.KafkaTopicIds;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.sequence.SequencePipeline;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@code build/bench sequence [RECORDS ROUNDS]}: the whole sequence job at parallelism 1 with
 * {@code sequence.repeats-within} at its default and at 0, of one collector and of two. The ways
 * take turns in each round, and who begins alternates. Only what ran in the same round is compared.
 */
public final class SequenceBench {

  private static final String OFF = "0 s";
  private static final String DEFAULT = "2 min";
  private static final String LOG = Topic.EVENTS.topicName();
  private static final String DEAD = Topic.DEAD_LETTERS.topicName();

  private final BenchFixture ground;
  private int runs;

  private SequenceBench(BenchFixture ground) {
    this.ground = ground;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    long records = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (BenchFixture ground = BenchFixture.start()) {
      SequenceBench bench = new SequenceBench(ground);
      for (int collectors = 1; collectors <= 2; collectors++) {
        String prefix = "of-%d.".formatted(collectors);
        SequenceInput market = SequenceInput.write(ground, prefix, collectors, records);
        bench.compare("%d collector(s)".formatted(collectors), market, rounds);
      }
    }
  }

  private void compare(String name, SequenceInput market, int rounds) throws Exception {
    run(market, DEFAULT); // warms up
    run(market, OFF);
    List<Double> speed = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean onFirst = round % 2 == 0;
      Rate first = run(market, onFirst ? DEFAULT : OFF);
      Rate second = run(market, onFirst ? OFF : DEFAULT);
      Rate on = onFirst ? first : second;
      Rate off = onFirst ? second : first;
      speed.add(on.perSecond() / off.perSecond());
      processor.add(on.cpuMicros() / off.cpuMicros());
      print(
          "%s, round %d: on %,.0f/s %.2f us   off %,.0f/s %.2f us",
          name, round + 1, on.perSecond(), on.cpuMicros(), off.perSecond(), off.cpuMicros());
    }
    print("%s: speed on / off %s, processor time %s", name, words(speed), words(processor));
  }

  /** Reads all of the market once; what it writes is deleted. */
  private Rate run(SequenceInput market, String within) throws Exception {
    String prefix = "run-%d.".formatted(++runs);
    ground.createTopic(prefix + LOG, Map.of());
    ground.createTopic(prefix + DEAD, Map.of());
    JobClient job = submit(market, prefix, within);
    Rate rate = JobProgress.await(job, market.records(), counts -> counts.get(MetricId.READ));
    var unused =
        job.stopWithSavepoint(false, ground.savepoints(), SavepointFormatType.CANONICAL).get();
    JobCounts counts = JobCounts.of(job.getJobExecutionResult().get().getAllAccumulatorResults());
    try (TopicReader log = new TopicReader(ground.client(), List.of(prefix + LOG))) {
      long repeated = counts.get(MetricId.REPEATED);
      if (log.size() != market.records() - repeated) {
        throw new IllegalStateException(
            "%d of %d records are in the log, and %d were repeated"
                .formatted(log.size(), market.records(), repeated));
      }
      print(
          "  %srepeats-within %s: %,d in the log, %,d repeated",
          prefix, within, log.size(), repeated);
    }
    ground.deleteTopic(prefix + LOG);
    ground.deleteTopic(prefix + DEAD);
    return Objects.requireNonNull(rate, "too few records to measure");
  }

  private JobClient submit(SequenceInput market, String prefix, String within) throws Exception {
    JobConfig from = config(market.prefix(), within);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings(from));
    env.setParallelism(1);
    SequencePipeline.define(
        env,
        from,
        KafkaSources.merged(from),
        KafkaTopicIds.of(from.kafka()),
        KafkaSinks.sequence(config(prefix, within)));
    return ground.flink().submit(env, "bench sequence " + within);
  }

  private JobConfig config(String prefix, String within) {
    return ConfigLoader.load(
        Job.SEQUENCE,
        null,
        List.of(
            "kafka.bootstrap-servers=" + ground.client().getProperty("bootstrap.servers"),
            "kafka.start-offsets=earliest",
            "topics.prefix=" + prefix,
            "instruments=" + String.join(",", SequenceInput.INSTRUMENTS),
            "checkpoint.interval=1 s",
            "sequence.tick=0 s",
            "sequence.repeats-within=" + within),
        Map.of());
  }

  private static String words(List<Double> ratios) {
    Spread spread = Objects.requireNonNull(Spread.of(ratios));
    return String.format(
        Locale.ROOT, "%.3f (%.3f-%.3f)", spread.median(), spread.lowest(), spread.highest());
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
