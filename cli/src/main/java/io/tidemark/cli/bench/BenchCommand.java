package io.tidemark.cli.bench;

import io.tidemark.cli.CannotGoOnException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      "cache: features over ever more instruments. Exit code 1: the counts of a stage do not"
          + " balance."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));
  private static final Path MODELS = ROOT.resolve("models/bench");

  /** Of twelve features: the plain loop holds the state of 100,000 instruments on its heap. */
  private static final Path SMALL_STATE = ROOT.resolve("models/artifacts/btc-linear/1");

  private static final long EVENTS = 2_000_000;
  private static final long QUICK_EVENTS = 600_000;
  private static final long CACHE_EVENTS = 500_000;
  private static final long QUICK_CACHE_EVENTS = 200_000;
  private static final long MOST_EVENTS = 20_000_000;
  private static final int ROUNDS = 3;
  private static final int MOST_ROUNDS = 100;

  /** The copy, the loop and the job stand at the beginning. */
  private static final int ONE_OF_EACH = 3;

  /** What can be measured. */
  enum Subject {
    PIPELINE,
    CACHE,
    ALL
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "WHAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Subject subject = Subject.ALL;

  @Option(names = "--quick", description = "a look: fewer events, one round, fewer stages")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "write the same as JSON")
  private @Nullable Path json;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "of a log (default: pipeline "
              + EVENTS
              + ", cache "
              + CACHE_EVENTS
              + "; with --quick "
              + QUICK_EVENTS
              + ", "
              + QUICK_CACHE_EVENTS
              + ")")
  private @Nullable Long events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each stage runs (default: " + ROUNDS + "; 1 with --quick)")
  private @Nullable Integer rounds;

  @Option(names = "--seed", description = "of the simulated market (default: ${DEFAULT-VALUE})")
  private long seed = 11;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "pipeline: a model version, to be scored over a simulated market; may be repeated"
              + " (default: the bench's own models, stage by stage)")
  private List<Path> models = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    long length = length(QUICK_EVENTS, EVENTS);
    int times = rounds != null ? rounds : quick ? 1 : ROUNDS;
    refuseOutside("--events", length, BarStages.fewestEvents(), MOST_EVENTS);
    refuseOutside("--rounds", times, 1, MOST_ROUNDS);
    for (Path model : List.of(MODELS, SMALL_STATE)) {
      if (!Files.isDirectory(model)) {
        throw new CannotGoOnException(model + " is not there, and the bench needs it");
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    double load = Machine.load();
    try (Ground ground = Ground.start()) {
      Runner runner = new Runner(ground, line -> say(out, line));
      PipelineReport pipeline =
          subject == Subject.CACHE ? null : pipeline(ground, runner, length, times);
      CacheReport cache =
          subject == Subject.PIPELINE
              ? null
              : new CacheBench(ground, runner, Served.of(SMALL_STATE), quick)
                  .run(length(QUICK_CACHE_EVENTS, CACHE_EVENTS), seed, times);
      BenchReport report =
          new BenchReport(quick, Machine.here(), load, Machine.load(), pipeline, cache);
      report.lines().forEach(line -> say(out, line));
      if (json != null) {
        report.write(json);
      }
      return report.balances() ? 0 : 1;
    }
  }

  private long length(long ofQuick, long ofAll) {
    return events != null ? events : quick ? ofQuick : ofAll;
  }

  private PipelineReport pipeline(Ground ground, Runner runner, long length, int times)
      throws Exception {
    if (!models.isEmpty()) {
      WrittenLog log = WrittenLog.ofMarket(ground, seed, length);
      List<Stage> stages = MarketStages.of(ground, log, models);
      return new PipelineBench(runner).run(stages, stages.subList(0, ONE_OF_EACH), times);
    }
    BarStages stages = new BarStages(ground, MODELS, seed, length);
    return new PipelineBench(runner)
        .run(quick ? stages.few() : stages.all(), stages.warmUp(), times);
  }

  private static void refuseOutside(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new CannotGoOnException(
          "%s must be between %d and %d, was %d".formatted(option, least, most, value));
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
