package io.tidemark.demo;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.net.StatusPage;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.ServedModels;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.config.StartOffsets;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import io.tidemark.testbed.LocalFlink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges collected over their sockets, through the raw topics and the sequence job, by the wall
 * clock: the exchanges themselves until it is stopped, or some in a box until their time is over.
 * Each instrument begins with as many bars of its past as the model wants.
 */
public final class CollectedFeed implements Feed {

  /** After the last record was read, this long nothing more came. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** The drift gate wants samples, too. */
  private static final int FEWEST_BARS = 300;

  /** A model that is asked at every trade of a one-minute bar changes its mind often. */
  private static final String OF_THE_BOX =
      """
      signal.min-strength: 90
      risk.max-signals-per-hour: 64
      """;

  /** Most that a venue is asked for. */
  private static final int MOST_BARS = 1_000;

  private final List<String> instruments;
  private final Path model;
  private final List<String> options;
  private final @Nullable VenuesInABox venues;

  private @Nullable Collecting collecting;
  private @Nullable JobClient sequence;
  private @Nullable TopicReader log;
  private JobCounts counts = JobCounts.NONE;
  private long logSize = -1;
  private long logSizeSince;
  private boolean written;

  private CollectedFeed(
      List<String> instruments, Path model, List<String> options, @Nullable VenuesInABox venues) {
    this.instruments = List.copyOf(instruments);
    this.model = model;
    this.options = List.copyOf(options);
    this.venues = venues;
  }

  /**
   * The exchanges themselves.
   *
   * @param options of the collector, {@code key=value}
   */
  public static CollectedFeed live(List<String> instruments, Path model, List<String> options) {
    return new CollectedFeed(instruments, model, options, null);
  }

  /** Exchanges on this machine. */
  public static CollectedFeed of(VenuesInABox venues, Path model) {
    return new CollectedFeed(venues.instruments(), model, List.of(), venues);
  }

  @Override
  public List<String> instruments() {
    return instruments;
  }

  @Override
  public boolean isByTheWallClock() {
    return true;
  }

  @Override
  public boolean keepsTopics() {
    return venues == null;
  }

  @Override
  public String configuration() {
    return """
    instruments: [%s]
    bars.source: trades
    inputs: [book]
    model.path: %s
    # a tick at the end of a bar must not overtake trades that are on their way
    sequence.wait: 500 ms
    checkpoint.interval: 1 s
    %s\
    """
        .formatted(String.join(", ", instruments), model, venues == null ? "" : OF_THE_BOX);
  }

  @Override
  public List<String> introduction() {
    return venues == null
        ? List.of("Collecting " + String.join(", ", instruments) + ".")
        : List.of(
            "Three exchanges on this machine, over real sockets, for %d s: %s."
                .formatted(venues.length().toSeconds(), String.join(", ", instruments)),
            "They have a past of three hours; it is asked for before the live market goes on.",
            "No news are read: one text score of 0 stands for them.");
  }

  @Override
  public void start(LocalFlink flink, String bootstrapServers, JobConfig config) throws Exception {
    JobConfig resuming = resuming(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings(resuming));
    env.setParallelism(1);
    SequenceJob.define(env, resuming);
    sequence = flink.submit(env, "tidemark sequence");
    flink.awaitRunning(sequence);
    log = TopicReader.of(bootstrapServers, Topic.EVENTS);
    List<String> assignments =
        assignments(bootstrapServers, ServedModels.read(config).featureSet());
    if (venues != null) {
      assignments.addAll(venues.open());
    }
    collecting = Collecting.start(CollectConfig.load(null, assignments, System.getenv()));
    KafkaFacts sink = collecting.sink();
    collecting.begin(venues == null ? sink : new ScoredTexts(sink));
  }

  @Override
  public List<String> problems(@Nullable FeatureSet features) {
    try {
      List<String> assignments = assignments("localhost:9092", features);
      var unused = CollectConfig.load(null, assignments, System.getenv(), StatusPage::unusable);
      return List.of();
    } catch (InvalidOptionsException e) {
      return e.problems();
    }
  }

  private List<String> assignments(String servers, @Nullable FeatureSet features) {
    List<String> assignments = new ArrayList<>();
    assignments.add("kafka.bootstrap-servers=" + servers);
    assignments.add("instruments=" + String.join(",", instruments));
    if (features != null) {
      assignments.addAll(warmUp(features));
    }
    assignments.addAll(options);
    return assignments;
  }

  /** What was read is not read again when the folder is used again. */
  private static JobConfig resuming(JobConfig config) {
    KafkaConfig kafka = config.kafka();
    return new JobConfig(
        new KafkaConfig(
            kafka.bootstrapServers(),
            kafka.groupId(),
            StartOffsets.GROUP,
            kafka.topicPrefix(),
            kafka.properties()),
        config.market(),
        config.sequence(),
        config.model(),
        config.score(),
        config.gates(),
        config.faultTolerance(),
        config.effective());
  }

  private static List<String> warmUp(FeatureSet features) {
    int bars = Math.min(MOST_BARS, Math.max(FEWEST_BARS, features.warmUp()));
    return List.of(
        "collect.warm-up=" + bars, "collect.bar=" + features.barLength() / 1_000_000 + " s");
  }

  @Override
  public boolean isWritten() throws Exception {
    if (written || venues == null || !venues.areOver() || collecting == null) {
      return written;
    }
    collecting.close();
    refresh();
    if (counts.get(MetricId.READ) < collecting.sink().written() || log == null) {
      return false;
    }
    long size = log.size();
    if (size != logSize) {
      logSize = size;
      logSizeSince = System.nanoTime();
    }
    written = System.nanoTime() - logSizeSince >= SETTLED_NANOS;
    return written;
  }

  private void refresh() throws Exception {
    if (sequence != null) {
      counts = JobCounts.of(sequence.getAccumulators().get());
    }
  }

  @Override
  public String progress() {
    return collecting == null ? "not begun" : collecting.words();
  }

  @Override
  public List<String> account() {
    return collecting == null
        ? List.of()
        : List.of(
            collecting.account()
                + ", %,d read by the sequence job, which left out %,d that repeat others"
                    .formatted(counts.get(MetricId.READ), counts.get(MetricId.REPEATED)));
  }

  @Override
  public Map<String, Long> refused() {
    return counts.byReason(MetricId.DEAD);
  }

  @Override
  public Optional<JobClient> sequence() {
    return Optional.ofNullable(sequence);
  }

  @Override
  public void end() throws Exception {
    if (collecting != null) {
      collecting.close();
    }
    if (venues != null) {
      venues.close();
    }
    if (sequence != null) {
      refresh();
      sequence.cancel().get();
    }
    if (log != null) {
      log.close();
    }
  }
}
