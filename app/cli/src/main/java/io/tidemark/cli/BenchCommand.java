package io.tidemark.cli;

import io.tidemark.bench.BarStages;
import io.tidemark.bench.BenchFixture;
import io.tidemark.bench.BenchModel;
import io.tidemark.bench.BenchReport;
import io.tidemark.bench.BenchSection;
import io.tidemark.bench.BenchSubject;
import io.tidemark.bench.CacheBench;
import io.tidemark.bench.Machine;
import io.tidemark.bench.MarketStages;
import io.tidemark.bench.PipelineBench;
import io.tidemark.bench.Runner;
import io.tidemark.bench.Stage;
import io.tidemark.bench.WrittenLog;
import io.tidemark.bench.crayfish.CrayfishBench;
import io.tidemark.bench.latency.LatencyBench;
import io.tidemark.bench.latency.LatencyPlan;
import io.tidemark.bench.latency.SwapBench;
import io.tidemark.bench.memory.MemoryBench;
import io.tidemark.bench.strategy.StrategyBench;
import io.tidemark.client.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark bench}: tables of how fast it is here. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how fast it is on this machine, and prints tables.",
      "pipeline: a Kafka copy, then the signal job stage by stage, each beside a plain loop.",
      "strategy: five models in one job, beside a plain loop and beside five jobs.",
      "cache: features over ever more instruments.",
      "crayfish: a network of 784 inputs from Kafka to Kafka, beside an operator as in the Crayfish"
          + " benchmark.",
      "latency: how long a signal takes under half and four fifths of what can be sustained.",
      "swap: the model is swapped twenty times under half of the load.",
      "memory: what millions of scorings and many openings of each model leave behind.",
      "Each subject's own number of --events, and that of --quick: docs/guide/measuring.md."
    },
    exitCodeList = {
      "0:measured",
      "1:an event was lost, or counts or answers are not those expected, or memory grew"
    })
public final class BenchCommand implements Callable<Integer> {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));
  private static final Path ARTIFACTS = ROOT.resolve("models/artifacts");
  private static final Path MODELS = ROOT.resolve("models/bench");

  /** Of twelve features: the plain loop holds the state of 100,000 instruments on its heap. */
  private static final Path SMALL_STATE = ARTIFACTS.resolve("btc-linear/1");

  private static final long SWAPS = 1_000;
  private static final long QUICK_SWAPS = 30;
  private static final int LOAD_SECONDS = 60;
  private static final int QUICK_LOAD_SECONDS = 8;
  private static final int ROUNDS = 3;
  private static final int MOST_ROUNDS = 100;

  /** The copy, the loop and the job stand at the beginning. */
  private static final int ONE_OF_EACH = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "WHAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private BenchSubject subject = BenchSubject.ALL;

  @Option(names = "--quick", description = "a look: fewer events, one round, fewer stages")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "write the same as JSON")
  private @Nullable Path json;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "of a log; images of crayfish, backlog of latency, scorings of memory")
  private @Nullable Long events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each stage runs (default: " + ROUNDS + "; 1 with --quick)")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      description = "of the simulated market, or of network and images (default: ${DEFAULT-VALUE})")
  private long seed = 11;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "a model version; may be repeated (default: pipeline and cache the bench's own, latency"
              + " and swap the newest demo-linear, memory the newest of each in models/artifacts)")
  private List<Path> models = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (times() < 1 || times() > MOST_ROUNDS) {
      throw new CommandFailedException(
          "--rounds must be between 1 and " + MOST_ROUNDS + ", was " + times());
    }
    List<BenchSubject> asked = subject == BenchSubject.ALL ? everything() : List.of(subject);
    for (BenchSubject each : asked) {
      var unused = each.events(events, quick); // refused before anything starts
    }
    double load = Machine.load();
    Map<String, BenchSection> sections = new LinkedHashMap<>();
    for (BenchSubject each : asked) {
      sections.put(each.toString(), section(each, each.events(events, quick)));
    }
    BenchReport report = new BenchReport(quick, Machine.here(), load, Machine.load(), sections);
    report.lines().forEach(this::say);
    if (json != null) {
      report.write(json);
    }
    return report.holds() ? 0 : 1;
  }

  private static List<BenchSubject> everything() {
    return Stream.of(BenchSubject.values()).filter(each -> each != BenchSubject.ALL).toList();
  }

  /** Each on a ground of its own. */
  private BenchSection section(BenchSubject what, long length) throws Exception {
    if (what == BenchSubject.MEMORY) {
      return new MemoryBench(length, quick ? QUICK_SWAPS : SWAPS, this::say).run(trained());
    }
    try (BenchFixture ground = BenchFixture.start()) {
      return switch (what) {
        case PIPELINE -> pipeline(ground, length);
        case STRATEGY ->
            new StrategyBench(ground, new Runner(ground, this::say), there(MODELS))
                .run(length, seed, times());
        case CACHE ->
            new CacheBench(
                    ground, new Runner(ground, this::say), BenchModel.of(there(SMALL_STATE)), quick)
                .run(length, seed, times());
        case CRAYFISH -> CrayfishBench.over(ground, seed, length, this::say).run(times());
        case LATENCY -> new LatencyBench(ground, plan(length), this::say).run(simulated());
        case SWAP -> new SwapBench(ground, plan(length), this::say).run(simulated());
        case MEMORY, ALL -> throw new IllegalArgumentException(what + " needs no broker");
      };
    }
  }

  private int times() {
    return rounds != null ? rounds : quick ? 1 : ROUNDS;
  }

  private BenchSection pipeline(BenchFixture ground, long length) throws Exception {
    Runner runner = new Runner(ground, this::say);
    if (!models.isEmpty()) {
      WrittenLog log = WrittenLog.ofMarket(ground, seed, length);
      List<Stage> stages = MarketStages.of(ground, log, models);
      return new PipelineBench(runner).run(stages, stages.subList(0, ONE_OF_EACH), times());
    }
    BarStages stages = new BarStages(ground, there(MODELS), seed, length);
    return new PipelineBench(runner)
        .run(quick ? stages.few() : stages.all(), stages.warmUp(), times());
  }

  private LatencyPlan plan(long backlog) {
    return LatencyPlan.of(seed, backlog, quick ? QUICK_LOAD_SECONDS : LOAD_SECONDS);
  }

  /** One that is scored on every event of the simulated market. */
  private Path simulated() throws IOException {
    return models.isEmpty() ? newest(ARTIFACTS.resolve("demo-linear")) : models.get(0);
  }

  /** Those that are named, or the newest version of each that comes with Tidemark. */
  private List<Path> trained() throws IOException {
    if (!models.isEmpty()) {
      return models;
    }
    List<Path> found = new ArrayList<>();
    for (Path model : folders(ARTIFACTS)) {
      found.add(newest(model));
    }
    return found;
  }

  private static Path newest(Path model) throws IOException {
    return folders(model).stream()
        .filter(version -> version.getFileName().toString().matches("[0-9]{1,9}"))
        .max(Comparator.comparingInt(version -> Integer.parseInt(version.getFileName().toString())))
        .orElseThrow(() -> new CommandFailedException(model + " holds no version of a model"));
  }

  private static List<Path> folders(Path of) throws IOException {
    try (Stream<Path> list = Files.list(there(of))) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static Path there(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException(folder + " is not there: name models with --model DIR");
    }
    return folder;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
