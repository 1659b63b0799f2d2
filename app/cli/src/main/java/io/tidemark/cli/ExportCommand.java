package io.tidemark.cli;

import io.tidemark.dataset.EventLog;
import io.tidemark.dataset.ExportException;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.FeatureFile;
import io.tidemark.dataset.FeatureNames;
import io.tidemark.dataset.OneUnitLog;
import io.tidemark.dataset.TrainingConfig;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark export}: rows to train on, made by the core that serves. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the features of recorded files, or of a simulation, with what came of " + "them.",
      "A folder with a Parquet file an instrument, for models/training. Features are computed by "
          + "the code that serves. A row's time is when its features could be known; its labels "
          + "are the price a horizon later against the price then, and how much it moved till "
          + "then."
    })
public final class ExportCommand implements Callable<Integer> {

  private static final int WRONG_INPUT = 2;
  private static final int MOST_PARALLEL = 64;

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private @Nullable Wish wish;

  @Option(names = "--bar", description = "length of a bar, such as 1m or 1h")
  private @Nullable String bar;

  @Option(names = "--trigger", description = "upon what a row is made: bar (closes) or every event")
  private @Nullable String trigger;

  @Option(names = "--horizon", description = "how many bars ahead the label looks")
  private @Nullable Integer horizon;

  @Option(names = "--out", required = true, description = "the folder to write; a new one")
  private @Nullable Path out;

  @Option(
      names = "--parallelism",
      description =
          "how many instruments to work on at a time; the files stay the same (default:"
              + " ${DEFAULT-VALUE})")
  private int parallelism = 1;

  @Option(
      names = "--instrument",
      description =
          "whose the data is, where its path does not say; of a simulation: only this one")
  private @Nullable String instrument;

  @Option(
      names = "--refuse-rescaled",
      description =
          "write nothing where a price is a power of ten of the one before, as after a"
              + " redenomination; without it features warm up anew there, and no label spans it")
  private boolean refuseRescaled;

  @Option(names = "--simulate-days", description = "days of the simulated market, instead of DATA")
  private @Nullable Integer days;

  @Option(names = "--seed", description = "the simulation's seed (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Parameters(
      paramLabel = "DATA",
      description = "recorded bars, trades or messages, funding, on-chain and macro series")
  private @Nullable List<Path> data;

  /** Where the features' names come from. */
  private static final class Wish {
    @Option(
        names = "--features-of",
        paramLabel = "CONFIG.json",
        description = "the features, bar, trigger and horizon of a training configuration")
    private @Nullable Path config;

    @Option(
        names = "--features",
        paramLabel = "NAMES|FILE.yaml",
        description =
            "names, such as log_return,rsi(14)@4h; or a file with features and, unless options say"
                + " otherwise, bar, trigger, horizon")
    private @Nullable String names;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    try {
      PrintWriter say = command.commandLine().getOut();
      say.println(export(Objects.requireNonNull(out), say));
      say.flush();
      return 0;
    } catch (ExportException | UnreadableDataException e) {
      PrintWriter complain = command.commandLine().getErr();
      complain.println("tidemark export: " + e.getMessage());
      complain.flush();
      return WRONG_INPUT;
    }
  }

  private String export(Path folder, PrintWriter say) {
    if (parallelism < 1 || parallelism > MOST_PARALLEL) {
      throw new ExportException(
          "--parallelism is " + parallelism + ", it must be 1 to " + MOST_PARALLEL + ".");
    }
    ExportPlan plan = plan();
    try (EventLog log = refuseRescaled ? new OneUnitLog(open(plan)) : open(plan)) {
      log.ignored().forEach(say::println);
      int maxFlat = MarketSettings.BARS_MAX_FLAT.option().defaultValue();
      return TrainingExport.write(log, plan, wanted(), maxFlat, parallelism, folder);
    }
  }

  private Predicate<String> wanted() {
    String only = instrument;
    return only == null || days == null ? name -> true : only::equals;
  }

  private EventLog open(ExportPlan plan) {
    List<Path> paths = data == null ? List.of() : data;
    if ((days == null) == paths.isEmpty()) {
      throw new ExportException("Give either DATA or --simulate-days.");
    }
    TrainingExport.Data from =
        days == null
            ? TrainingExport.recorded(paths, instrument)
            : TrainingExport.simulated(days, seed, instrument);
    return from.open(plan.featureSet());
  }

  private ExportPlan plan() {
    Wish given = Objects.requireNonNull(wish);
    if (given.config != null) {
      requireAlone();
      TrainingConfig config = TrainingConfig.read(given.config);
      return ExportPlan.of(config.features(), config.bar(), config.trigger(), config.horizonBars());
    }
    if (FeatureFile.isMeant(String.valueOf(given.names))) {
      return FeatureFile.read(Path.of(String.valueOf(given.names))).plan(bar, trigger, horizon);
    }
    if (bar == null || trigger == null || horizon == null) {
      throw new ExportException("--features needs --bar, --trigger and --horizon.");
    }
    return ExportPlan.of(FeatureNames.split(String.valueOf(given.names)), bar, trigger, horizon);
  }

  private void requireAlone() {
    if (bar != null || trigger != null || horizon != null) {
      throw new ExportException(
          "--features-of brings bar, trigger and horizon: leave out --bar, --trigger, --horizon.");
    }
  }
}
