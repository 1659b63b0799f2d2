package io.tidemark.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.bench.drift.CalmProcess;
import io.tidemark.bench.drift.Delays;
import io.tidemark.bench.drift.FalseAlarms;
import io.tidemark.bench.drift.RealData;
import io.tidemark.bench.drift.Scale;
import io.tidemark.bench.drift.Section;
import io.tidemark.bench.outcome.ModelDelays;
import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.Parallel;
import io.tidemark.client.CommandFailedException;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tidemark drift evaluate}: the tables of docs/reports. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Shows from seeds how often the drift gate alarms where nothing changes, and how soon where"
          + " something does, beside KSWIN, Page-Hinkley and ADWIN at the same budget.",
      "With --model: how soon that model's gate sees injected changes of the market and the feed, and"
          + " its false alarms, without and with its outcomes."
    },
    exitCodeList = {
      "0:no bar was missed",
      "1:a bar was missed; the lines that begin with MISSED say which"
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 64;

  /** What can be asked for. */
  enum Wanted {
    ALL,
    FALSE_ALARMS,
    FEW,
    FAMILY,
    DELAYS,
    REAL
  }

  /** Of {@code drift evaluate}: whose delays, on which bars. */
  static final class ModelDelayOptions {

    private static final int FEWEST_BARS = 100;
    private static final int FEWEST_BUDGET = 1_000;

    @Option(
        names = "--model",
        required = true,
        paramLabel = "DIR",
        description = "a model version with outcomes.json, as ./tidemark drift calibrate writes it")
    private @Nullable Path model;

    @Option(
        names = "--bars",
        required = true,
        paramLabel = "FILE",
        description =
            "recorded bars of its instrument; calm series are drawn from its validation period")
    private @Nullable Path bars;

    @Option(
        names = "--series",
        defaultValue = "20",
        description = "how many are drawn for each change (default: ${DEFAULT-VALUE})")
    private int series;

    @Option(
        names = "--longest",
        defaultValue = "2000",
        paramLabel = "BARS",
        description = "how long a change is waited for (default: ${DEFAULT-VALUE})")
    private int longest;

    @Option(
        names = "--budget",
        defaultValue = "10000",
        paramLabel = "BARS",
        description = "in which there may be one false pause (default: ${DEFAULT-VALUE})")
    private int budget;

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "of all draws (default: ${DEFAULT-VALUE})")
    private long seed;

    /**
     * What is wanted.
     *
     * @throws CommandFailedException naming all that cannot be
     */
    ModelDelays.Order order() {
      List<String> wrong = new ArrayList<>();
      if (series < 1) {
        wrong.add("--series must be at least 1, was " + series);
      }
      if (longest < FEWEST_BARS) {
        wrong.add("--longest must be at least " + FEWEST_BARS + ", was " + longest);
      }
      if (budget < FEWEST_BUDGET) {
        wrong.add("--budget must be at least " + FEWEST_BUDGET + ", was " + budget);
      }
      if (!wrong.isEmpty()) {
        throw new CommandFailedException(String.join("; ", wrong));
      }
      return new ModelDelays.Order(
          Objects.requireNonNull(model),
          Objects.requireNonNull(bars),
          series,
          longest,
          budget,
          seed);
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "a look: a budget of 10,000 samples instead of 100,000, and fewer gates")
  private boolean quick;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the folder of recorded data; the tables ALL and REAL need it")
  private @Nullable Path data;

  @ArgGroup(exclusive = false)
  private @Nullable ModelDelayOptions model;

  @Option(names = "--json", paramLabel = "FILE", description = "write the tables as JSON, too")
  private @Nullable Path json;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Wanted table = Wanted.ALL;

  @Option(
      names = "--threads",
      description = "the tables do not depend on it (default: ${DEFAULT-VALUE})")
  private int threads = 2;

  @Override
  public Integer call() throws IOException, ModelRejectedException {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new CommandFailedException(
          "--threads must be between 1 and " + MOST_THREADS + ", was " + threads);
    }
    if (model != null) {
      return delays(model);
    }
    boolean real = table == Wanted.ALL || table == Wanted.REAL;
    if (real && data == null) {
      throw new CommandFailedException(
          "--table "
              + table
              + " reads recorded data: name its folder with --data DIR, or choose"
              + " another --table");
    }
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    Parallel parallel = new Parallel(threads);
    List<Section> sections = new ArrayList<>();
    CalibrationPlan plan = CalibrationPlan.of(400, 4_000, 0).withBudget(scale.budget());
    FalseAlarms falseAlarms = new FalseAlarms(scale, plan, parallel, this::progress);
    if (table == Wanted.ALL || table == Wanted.FALSE_ALARMS) {
      add(sections, falseAlarms.alone());
    }
    if (table == Wanted.ALL || table == Wanted.FEW) {
      add(sections, falseAlarms.few());
    }
    if (table == Wanted.ALL || table == Wanted.FAMILY) {
      add(sections, falseAlarms.family());
    }
    if (table == Wanted.ALL || table == Wanted.DELAYS) {
      Delays delays = new Delays(scale, parallel, this::progress);
      for (CalmProcess process :
          List.of(CalmProcess.INDEPENDENT, CalmProcess.AR_HALF, CalmProcess.AR_NINE)) {
        add(sections, delays.run(process));
      }
    }
    if (real) {
      new RealData(Objects.requireNonNull(data), threads)
          .run(section -> add(sections, section), this::progress);
    }
    write(sections);
    return sections.stream().allMatch(section -> section.misses().isEmpty()) ? 0 : 1;
  }

  private int delays(ModelDelayOptions of) throws IOException, ModelRejectedException {
    List<Section> sections = new ArrayList<>();
    add(sections, new ModelDelays(of.order(), this::progress).run());
    write(sections);
    return 0;
  }

  private void write(List<Section> sections) throws IOException {
    if (json != null) {
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(json.toFile(), Map.of("quick", quick, "tables", sections));
    }
  }

  private void add(List<Section> sections, Section section) {
    sections.add(section);
    PrintWriter out = spec.commandLine().getOut();
    section.lines().forEach(out::println);
    out.println();
    out.flush();
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
