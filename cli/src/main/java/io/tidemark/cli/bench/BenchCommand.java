package io.tidemark.cli.bench;

import io.tidemark.cli.CannotGoOnException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
      "pipeline: a Kafka copy, the plain loop and the signal job over one log.",
      "cache: loop and job over ever more instruments. Exit code 1: the counts of a stage do not"
          + " balance."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final Path ARTIFACTS =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/artifacts");

  private static final long EVENTS = 500_000;
  private static final long QUICK_EVENTS = 100_000;
  private static final long MOST_EVENTS = 20_000_000;
  private static final int ROUNDS = 3;
  private static final int MOST_ROUNDS = 100;

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

  @Option(names = "--quick", description = "a look: fewer events, one round, one model")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "write the same as JSON")
  private @Nullable Path json;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "of the log (default: " + EVENTS + "; " + QUICK_EVENTS + " with --quick)")
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
          "a model version; may be repeated (default: the newest of each in models/artifacts, with"
              + " --quick demo-linear)")
  private List<Path> models = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    long length = events != null ? events : quick ? QUICK_EVENTS : EVENTS;
    int times = rounds != null ? rounds : quick ? 1 : ROUNDS;
    refuseOutside("--events", length, MOST_EVENTS);
    refuseOutside("--rounds", times, MOST_ROUNDS);
    List<Path> measured = models();
    PrintWriter out = spec.commandLine().getOut();
    double load = Machine.load();
    try (Ground ground = Ground.start()) {
      Runner runner = new Runner(ground, line -> say(out, line));
      PipelineReport pipeline =
          subject == Subject.CACHE
              ? null
              : new PipelineBench(ground, runner, WrittenLog.ofMarket(ground, seed, length))
                  .run(measured, times);
      CacheReport cache =
          subject == Subject.PIPELINE
              ? null
              : new CacheBench(ground, runner, newest(ARTIFACTS.resolve("demo-linear")), quick)
                  .run(length, seed, times);
      BenchReport report =
          new BenchReport(quick, Machine.here(), load, Machine.load(), pipeline, cache);
      report.lines().forEach(line -> say(out, line));
      if (json != null) {
        report.write(json);
      }
      return report.balances() ? 0 : 1;
    }
  }

  private List<Path> models() throws IOException {
    if (!models.isEmpty()) {
      return models;
    }
    if (quick) {
      return List.of(newest(ARTIFACTS.resolve("demo-linear")));
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
        .orElseThrow(() -> new CannotGoOnException(model + " holds no version of a model"));
  }

  private static List<Path> folders(Path of) throws IOException {
    if (!Files.isDirectory(of)) {
      throw new CannotGoOnException(of + " is not there: name models with --model DIR");
    }
    try (Stream<Path> list = Files.list(of)) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static void refuseOutside(String option, long value, long most) {
    if (value < 1 || value > most) {
      throw new CannotGoOnException(option + " must be between 1 and " + most + ", was " + value);
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
