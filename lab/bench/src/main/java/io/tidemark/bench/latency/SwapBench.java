package io.tidemark.bench.latency;

import io.tidemark.bench.BenchFixture;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.testbed.JobCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * The model of a job under half of its load is swapped for a later version of itself, again and
 * again: nothing may be lost, scored twice or scored by the wrong version, and no swap may hold up
 * the signals for longer than one gap in a thousand is without.
 */
public final class SwapBench {

  /** How often each instrument's model is swapped. */
  static final int SWAPS = 20;

  private static final String PREFIX = "swap.";
  private static final double LOAD = 0.5;

  private final BenchFixture ground;
  private final LatencyPlan plan;
  private final Consumer<String> progress;

  /**
   * @param progress takes a line for each part
   */
  public SwapBench(BenchFixture ground, LatencyPlan plan, Consumer<String> progress) {
    this.ground = ground;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param artefact of the model; later versions are copies with another number
   */
  public SwapReport run(Path artefact) throws Exception {
    Path store = Files.createTempDirectory("tidemark-swap");
    try {
      return run(versions(artefact, store), store, artefact);
    } finally {
      FileUtils.deleteDirectory(store.toFile());
    }
  }

  private SwapReport run(List<ModelRef> versions, Path store, Path artefact) throws Exception {
    List<String> assignments = new ArrayList<>(LatencyJobs.TUNED);
    assignments.addAll(LatencyJobs.TIME_LAPSE);
    assignments.add("delivery=" + LatencyBench.AT_LEAST_ONCE);
    assignments.add("model.store=" + store);
    JobConfig config = ground.config(artefact, PREFIX, assignments);
    for (Topic topic : Topic.ALL) {
      ground.createTopic(
          config.topic(topic.topicName()), Map.of("message.timestamp.type", "LogAppendTime"));
    }
    LatencyJobs jobs = LatencyJobs.submit(ground, config, Route.LOG);
    Properties client = ground.client();
    client.setProperty("linger.ms", "0");
    List<String> instruments = SimInstrument.ALL.stream().map(SimInstrument::name).toList();
    SwapSupply supply = new SwapSupply(Supply.of(Route.LOG, plan.seed()), instruments);
    try (TopicWriter writer = new TopicWriter(client)) {
      Sender sender =
          new Sender(
              supply,
              record ->
                  writer.write(
                      PREFIX + record.topic(), record.key(), record.value(), record.timeMicros()));
      return measure(jobs, sender, supply, versions);
    }
  }

  private SwapReport measure(
      LatencyJobs jobs, Sender sender, SwapSupply supply, List<ModelRef> versions)
      throws Exception {
    sender.sendUntimed(plan.backlog());
    jobs.awaitDecided(sender.sent());
    double sustainable = LatencyRun.SUSTAINABLE * LatencyRun.speed(plan, Route.LOG, jobs, sender);
    LatencyRun.settle(plan, jobs, sender, sustainable);
    double perSecond = LOAD * sustainable;
    long count = (long) (perSecond * plan.seconds());
    ModelRef first = versions.get(0);

    long begin = WallClock.micros() / 1_000;
    var unused = sender.send(count, perSecond, count);
    jobs.awaitDecided(sender.sent());
    Percentiles without = Percentiles.of(SwapLog.read(jobs, first.version(), begin).gaps());
    progress.accept("swap: %,.0f records/s without swaps".formatted(perSecond));

    begin = WallClock.micros() / 1_000;
    long part = count / (2 * SWAPS);
    for (int swap = 1; swap <= SWAPS; swap++) {
      unused = sender.send(part, perSecond, part);
      supply.ask(ModelAction.REGISTER, versions.get(swap)); // in good time, as people would
      unused = sender.send(part, perSecond, part);
      supply.ask(ModelAction.ACTIVATE, versions.get(swap));
    }
    unused = sender.send(part, perSecond, part);
    jobs.awaitDecided(sender.sent());
    JobCounts counts = jobs.stop();
    return report(SwapLog.read(jobs, first.version(), begin), counts, first, perSecond, without);
  }

  private static SwapReport report(
      SwapLog log,
      JobCounts counts,
      ModelRef first,
      double perSecond,
      @Nullable Percentiles without) {
    long scored = counts.get(MetricId.SCORED);
    long emitted = counts.get(MetricId.EMITTED);
    boolean balanced =
        counts.decided() == log.events()
            && emitted + counts.get(MetricId.REVOKED) == log.signals()
            && scored == emitted + counts.get(MetricId.UNCHANGED) + counts.sum(MetricId.WITHHELD);
    return new SwapReport(
        first.name(),
        perSecond,
        new SwapReport.SwapCounts(
            log.events(),
            log.signals(),
            scored,
            log.swaps(),
            log.twice(),
            log.wrong(),
            counts.get(MetricId.MODEL_ALERTS),
            balanced),
        new SwapReport.SignalGaps(
            without, Percentiles.of(log.gaps()), Percentiles.of(log.swapGaps())));
  }

  /** The version itself, and copies of it with later numbers, as a store has them. */
  private static List<ModelRef> versions(Path artefact, Path store) throws Exception {
    ModelRef own = ModelArtefact.read(artefact).describe().ref();
    List<ModelRef> versions = new ArrayList<>(List.of(own));
    int number = Integer.parseInt(own.version());
    for (int swap = 1; swap <= SWAPS; swap++) {
      Path copy = copy(artefact, store.resolve(own.id()), number, number + swap);
      versions.add(ModelArtefact.read(copy).describe().ref());
    }
    return versions;
  }

  private static Path copy(Path artefact, Path to, int number, int later) throws IOException {
    Path copy = Files.createDirectories(to.resolve(Integer.toString(later)));
    try (Stream<Path> files = Files.list(artefact)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(artefact.relativize(file)));
      }
    }
    Path manifest = copy.resolve(Manifest.FILE);
    String text = Files.readString(manifest);
    Files.writeString(
        manifest,
        text.replace("\"version\": \"" + number + "\"", "\"version\": \"" + later + "\""));
    return copy;
  }
}
