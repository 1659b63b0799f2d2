package io.tidemark.cli.bench;

import io.tidemark.cli.CannotGoOnException;
import io.tidemark.cli.bench.crayfish.CrayfishBench;
import io.tidemark.cli.bench.latency.LatencyBench;
import io.tidemark.cli.bench.latency.LatencyPlan;
import io.tidemark.cli.bench.memory.MemoryBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
      "pipeline: a Kafka copy, the plain loop and the signal job over one log.",
      "crayfish: a network of 784 inputs from Kafka to Kafka, beside an operator as in the Crayfish"
          + " benchmark.",
      "latency: how long a signal takes under half and four fifths of what can be sustained.",
      "memory: what millions of scorings and many openings of each model leave behind.",
      "Exit code 1: an event was lost, or counts or answers are not those expected, or memory grew."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final Path ARTIFACTS =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/artifacts");

  private static final long EVENTS = 500_000;
  private static final long QUICK_EVENTS = 100_000;
  private static final long MOST_EVENTS = 20_000_000;
  private static final long IMAGES = 200_000;
  private static final long QUICK_IMAGES = 40_000;
  private static final long MOST_IMAGES = 2_000_000;
  private static final long SCORINGS = 10_000_000;
  private static final long QUICK_SCORINGS = 200_000;
  private static final long SWAPS = 1_000;
  private static final long QUICK_SWAPS = 30;
  private static final long BACKLOG = 300_000;
  private static final long QUICK_BACKLOG = 40_000;
  private static final int LOAD_SECONDS = 60;
  private static final int QUICK_LOAD_SECONDS = 8;
  private static final int ROUNDS = 3;
  private static final int MOST_ROUNDS = 100;

  /** What can be measured. */
  enum Subject {
    /** First: later, the allocator has free memory of others in which a leak would not be seen. */
    MEMORY,
    PIPELINE,
    CRAYFISH,
    LATENCY,
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
      description =
          "of the log (default: "
              + EVENTS
              + ", "
              + QUICK_EVENTS
              + " with --quick; crayfish "
              + IMAGES
              + ", "
              + QUICK_IMAGES
              + "; backlog of latency "
              + BACKLOG
              + ", "
              + QUICK_BACKLOG
              + "; scorings of memory "
              + SCORINGS
              + ", "
              + QUICK_SCORINGS
              + ")")
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
          "a model version; may be repeated (default: the newest of each in models/artifacts, with"
              + " --quick demo-linear)")
  private List<Path> models = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    refuseOutside("--events", events == null ? 1 : events, MOST_EVENTS);
    refuseOutside("--rounds", times(), MOST_ROUNDS);
    double load = Machine.load();
    Map<String, BenchSection> sections = new LinkedHashMap<>();
    for (Subject each : Subject.values()) {
      if (each != Subject.ALL && (subject == each || subject == Subject.ALL)) {
        sections.put(each.name().toLowerCase(Locale.ROOT), section(each));
      }
    }
    BenchReport report = new BenchReport(quick, Machine.here(), load, Machine.load(), sections);
    report.lines().forEach(this::say);
    if (json != null) {
      report.write(json);
    }
    return report.holds() ? 0 : 1;
  }

  /** Each on a ground of its own. */
  private BenchSection section(Subject what) throws Exception {
    return switch (what) {
      case PIPELINE -> pipeline();
      case CRAYFISH -> crayfish();
      case LATENCY -> latency();
      case MEMORY ->
          new MemoryBench(
                  events != null ? events : quick ? QUICK_SCORINGS : SCORINGS,
                  quick ? QUICK_SWAPS : SWAPS,
                  this::say)
              .run(everyModel());
      case ALL -> throw new IllegalArgumentException("not one subject");
    };
  }

  private int times() {
    return rounds != null ? rounds : quick ? 1 : ROUNDS;
  }

  private BenchSection pipeline() throws Exception {
    long length = events != null ? events : quick ? QUICK_EVENTS : EVENTS;
    try (Ground ground = Ground.start()) {
      WrittenLog log = WrittenLog.write(ground, seed, length);
      return new PipelineBench(ground, log, this::say).run(models(), times());
    }
  }

  private BenchSection crayfish() throws Exception {
    long images = events != null ? events : quick ? QUICK_IMAGES : IMAGES;
    refuseOutside("--events", images, MOST_IMAGES);
    try (Ground ground = Ground.start()) {
      return CrayfishBench.over(ground, seed, images, this::say).run(times());
    }
  }

  private BenchSection latency() throws Exception {
    long backlog = events != null ? events : quick ? QUICK_BACKLOG : BACKLOG;
    LatencyPlan plan = LatencyPlan.of(seed, backlog, quick ? QUICK_LOAD_SECONDS : LOAD_SECONDS);
    Path model = models.isEmpty() ? newest(ARTIFACTS.resolve("demo-linear")) : models.get(0);
    try (Ground ground = Ground.start()) {
      return new LatencyBench(ground, plan, this::say).run(model);
    }
  }

  private List<Path> models() throws IOException {
    if (!models.isEmpty()) {
      return models;
    }
    if (quick) {
      return List.of(newest(ARTIFACTS.resolve("demo-linear")));
    }
    return everyModel();
  }

  private List<Path> everyModel() throws IOException {
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

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
