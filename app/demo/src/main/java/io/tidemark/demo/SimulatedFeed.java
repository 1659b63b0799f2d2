package io.tidemark.demo;

import io.tidemark.client.RecordText;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.Phase;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.testbed.JobCounts;
import io.tidemark.testbed.LocalFlink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A simulated market, played in time-lapse through the raw topics and the sequence job. */
public final class SimulatedFeed implements Feed {

  /** After the last record was read, what is held to be ordered (500 ms) still goes on. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Scenario scenario;
  private final long seed;
  private final double speed;
  private final Path model;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private @Nullable TopicWriter writer;
  private @Nullable Player player;
  private @Nullable Thread thread;
  private @Nullable JobClient sequence;
  private @Nullable TopicReader log;
  private JobCounts counts = JobCounts.NONE;
  private long logSize = -1;
  private long logSizeSince;

  public SimulatedFeed(Scenario scenario, long seed, double speed, Path model) {
    this.scenario = scenario;
    this.seed = seed;
    this.speed = speed;
    this.model = model;
  }

  @Override
  public List<String> instruments() {
    return SimInstrument.ALL.stream().map(SimInstrument::name).toList();
  }

  @Override
  public String configuration() {
    return """
        instruments: [%s]
        bars.source: trades
        inputs: [book, sentiment, fear-greed]
        inputs.%s: [book, funding, sentiment, fear-greed]
        model.path: %s
        drift.warn-threshold: 0.32
        # a model that is asked at every trade of a one-minute bar changes its mind often
        signal.min-strength: 95
        risk.max-signals-per-hour: 40
        # time-lapse: half a second here is five minutes there; ticks come with the market
        sequence.wait: 500 ms
        sequence.tick: 0 ms
        checkpoint.interval: 1 s
        """
        .formatted(String.join(", ", instruments()), SimInstrument.SOL.name(), model);
  }

  @Override
  public List<String> introduction() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "A simulated market (seed %d): %d instruments, %d hours at %.0f times the speed of time."
            .formatted(seed, instruments().size(), scenario.length() / 3_600_000_000L, speed));
    lines.add("What will happen, so that you can hold the alerts against it:");
    for (Phase phase : scenario.phases()) {
      lines.add(
          "    %s to %s  %-18s %s"
              .formatted(
                  RecordText.time(scenario.start() + phase.start()),
                  RecordText.time(scenario.start() + phase.end()).substring(11),
                  phase.instrument().equals("*") ? "all" : phase.instrument(),
                  phase.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    lines.add("    and " + scenario.poisons() + " records that are broken on purpose.");
    return lines;
  }

  @Override
  public void start(LocalFlink flink, String bootstrapServers, JobConfig config) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings(config));
    env.setParallelism(1);
    SequenceJob.define(env, config);
    sequence = flink.submit(env, "tidemark sequence");
    flink.awaitRunning(sequence);
    log = TopicReader.of(bootstrapServers, Topic.EVENTS);
    TopicWriter toRaw = TopicWriter.to(bootstrapServers);
    writer = toRaw;
    Player toPlay = new Player(new MarketSimulation(scenario, seed), toRaw, "", speed, stop::get);
    player = toPlay;
    thread = new Thread(toPlay, "market");
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
  }

  @Override
  public boolean isWritten() throws Exception {
    Throwable e = failure.get();
    if (e != null) {
      throw new IllegalStateException("the market broke off: " + e.getMessage(), e);
    }
    refresh();
    if (Objects.requireNonNull(thread).isAlive()
        || counts.get(MetricId.READ) < Objects.requireNonNull(player).played()) {
      return false;
    }
    long size = Objects.requireNonNull(log).size();
    if (size != logSize) {
      logSize = size;
      logSizeSince = System.nanoTime();
    }
    return System.nanoTime() - logSizeSince >= SETTLED_NANOS;
  }

  private void refresh() throws Exception {
    if (sequence != null) {
      counts = JobCounts.of(sequence.getAccumulators().get());
    }
  }

  @Override
  public String progress() {
    Player playing = Objects.requireNonNull(player);
    long clock = playing.clock();
    return clock == 0
        ? "waiting for the first record"
        : "market time %s, %2.0f %%"
            .formatted(
                RecordText.time(clock), 100.0 * (clock - scenario.start()) / scenario.length());
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
    stop.set(true);
    if (thread != null) {
      thread.join();
    }
    if (sequence != null) {
      refresh();
      sequence.cancel().get();
    }
    if (log != null) {
      log.close();
    }
    if (writer != null) {
      writer.close(); // last, for it throws what it could not write
    }
  }
}
