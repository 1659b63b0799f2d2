package io.tidemark.bench.kernel;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureFunction.Needs;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.ScoringStateCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code build/bench features [ROUNDS] [state|windows|step|value|close|take]...}: what features
 * cost, for docs/reports. Runs everything once a round, so that what else the machine does falls on
 * all, and prints medians, least and largest of the rounds: processor time, and bytes allocated.
 */
public final class FeatureCosts {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private static final List<String> LENGTHS = List.of("1m", "1h", "1d", "30d");
  private static final List<String> OF_BARS =
      List.of("zscore(close,%s)", "minmax(close,%s)", "percent_rank(close,%s)");
  private static final List<String> BARS = List.of("60", "1440", "10000");

  private final Map<String, Map<String, List<double[]>>> measured = new TreeMap<>();
  private final PrintStream out = System.out;

  private FeatureCosts() {}

  /** Runs it. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    List<String> wanted =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("state", "windows", "step", "value", "close", "take");
    for (String what : wanted) {
      new FeatureCosts().run(what, rounds);
    }
  }

  private void run(String what, int rounds) throws RunnerException, IOException {
    switch (what) {
      case "state" -> states();
      case "windows" -> measure(WindowLengthBenchmark.class, "", windows(), rounds);
      case "step" -> measure(VectorStepBenchmark.class, "", List.of(), rounds);
      case "value" -> measure(FeatureCostBenchmark.class, what, examples(any -> true), rounds);
      case "close" ->
          measure(FeatureCostBenchmark.class, what, examples(FeatureCosts::takesBars), rounds);
      case "take" ->
          measure(FeatureCostBenchmark.class, what, examples(FeatureCosts::takesFacts), rounds);
      default -> throw new IllegalArgumentException("'" + what + "' is none of those");
    }
  }

  private static List<String> examples(Predicate<FeatureFunction> wanted) {
    return FeatureCatalog.functions().stream().filter(wanted).map(FeatureCatalog::example).toList();
  }

  private static boolean takesBars(FeatureFunction function) {
    return switch (function.needs()) {
      case BARS, TRADES -> true;
      default -> !FeatureCatalog.warmUp(function).equals("0") && function.needs() != Needs.TAPE;
    };
  }

  private static boolean takesFacts(FeatureFunction function) {
    return switch (function.needs()) {
      case BARS, TRADES, CLOCK -> false;
      default -> true;
    };
  }

  private static List<String> windows() {
    List<String> calls = new ArrayList<>();
    for (FeatureFunction function : FeatureCatalog.functions()) {
      if (function.needs() == Needs.TAPE) {
        LENGTHS.forEach(length -> calls.add(function.name() + "(" + length + ")"));
      }
    }
    for (String form : OF_BARS) {
      BARS.forEach(bars -> calls.add(String.format(Locale.ROOT, form, bars)));
    }
    return calls;
  }

  private void measure(Class<?> benchmark, String method, List<String> calls, int rounds)
      throws RunnerException {
    for (int round = 1; round <= rounds; round++) {
      out.println(benchmark.getSimpleName() + " " + method + ", round " + round);
      for (RunResult result : once(benchmark, method, calls)) {
        String call = result.getParams().getParam("call");
        String label = result.getPrimaryResult().getLabel();
        measured
            .computeIfAbsent(call == null ? "" : call, x -> new TreeMap<>())
            .computeIfAbsent(label, x -> new ArrayList<>())
            .add(new double[] {secondary(result, CpuTime.LABEL), secondary(result, ALLOCATED)});
      }
      print();
    }
  }

  private static double secondary(RunResult result, String label) {
    return Objects.requireNonNull(result.getSecondaryResults().get(label), label).getScore();
  }

  private static Collection<RunResult> once(Class<?> benchmark, String method, List<String> calls)
      throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\." + method)
            .forks(0)
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    if (!calls.isEmpty()) {
      options.param("call", calls.toArray(String[]::new));
    }
    Options built = options.build();
    return new Runner(built).run();
  }

  private void print() {
    measured.forEach(
        (call, benchmarks) -> {
          StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-42s", call));
          benchmarks.forEach(
              (name, rounds) ->
                  line.append(
                      String.format(
                          Locale.ROOT,
                          "  %s %.1f ns (%.1f-%.1f) %.1f B",
                          name,
                          quantile(rounds, 0, 0.5),
                          quantile(rounds, 0, 0),
                          quantile(rounds, 0, 1),
                          quantile(rounds, 1, 0.5))));
          out.println(line);
        });
  }

  private static double quantile(List<double[]> rounds, int column, double share) {
    double[] sorted = rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
    double place = share * (sorted.length - 1);
    return (sorted[(int) Math.floor(place)] + sorted[(int) Math.ceil(place)]) / 2;
  }

  private void states() throws IOException {
    List<String> thirty = VectorStepBenchmark.THIRTY;
    print("5 features", thirty.subList(0, 5));
    print("30 features", thirty);
    print("all " + FeatureCatalog.names().size() + " functions", examples(function -> true));
    print("return_over(1m)", List.of("return_over(1m)"));
    print("return_over(30d)", List.of("return_over(30d)"));
    print("all six of 30d", windows().stream().filter(call -> call.endsWith("(30d)")).toList());
    print("zscore(close,10000)", List.of("zscore(close,10000)"));
  }

  private void print(String name, List<String> features) throws IOException {
    ScoringState state = new ScoringState();
    LogEvent event =
        new LogEvent(
            Moves.BTC,
            Moves.START,
            new Origin("market.events.v1", 0, 1),
            1,
            0,
            new Moves().trade(1, Moves.START));
    VectorStepBenchmark.scoring(features).step(state, event);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ScoringStateCodec().write(state, new DataOutputStream(bytes));
    out.printf(
        Locale.ROOT,
        "state of %-22s %7d bytes, of them %7d cells%n",
        name,
        bytes.size(),
        8 * state.cells.length);
  }
}
