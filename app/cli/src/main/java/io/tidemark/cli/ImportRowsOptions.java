package io.tidemark.cli;

import io.tidemark.calibration.importing.AnswerableRows;
import io.tidemark.dataset.ExportException;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.MarketSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The rows that an imported model answers: exports that are there, or one that is made of data. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportRowsOptions {

  /** Of the feature that a model is compared with. */
  private static final String LAST_RETURN = "log_return";

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--horizon",
      paramLabel = "BARS",
      description = "with --data or --simulate-days: how many bars ahead the model predicts")
  private @Nullable Integer horizon;

  @Option(
      names = "--bar",
      description =
          "with --data or --simulate-days: length of a bar (default: 1h of data, 1m of a"
              + " simulation)")
  private @Nullable String bar;

  @Option(
      names = "--trigger",
      description =
          "with --data or --simulate-days: upon what it is scored, bar (closes) or every event"
              + " (default: bar)")
  private @Nullable String trigger;

  @Option(
      names = "--instrument",
      description =
          "with --data: whose it is, where its path does not say; with --simulate-days: only this"
              + " one")
  private @Nullable String instrument;

  @Option(
      names = "--seed",
      description = "with --simulate-days: the simulation's seed (default: 1)")
  private @Nullable Long seed;

  /** Where the rows come from. */
  private static final class Source {
    @Option(
        names = "--export",
        paramLabel = "DIR",
        description =
            "a folder that ./tidemark export wrote with these features and log_return; its bar, "
                + "trigger and horizon become the model's; again for each further one")
    private List<Path> exports = List.of();

    @Option(
        names = "--data",
        paramLabel = "PATH",
        arity = "1..*",
        description = "recorded files, as ./tidemark export takes them, of which an export is made")
    private List<Path> data = List.of();

    @Option(
        names = "--simulate-days",
        paramLabel = "N",
        description = "days of the simulated market, of which an export is made")
    private @Nullable Integer days;
  }

  /**
   * The rows.
   *
   * @param folder where an export is made, if none is there; nothing may be there
   * @param say takes lines for people
   * @throws ExportException saying all that is wrong with these options together
   */
  AnswerableRows rows(Path folder, Consumer<String> say) {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new ExportException(String.join("; ", problems) + ".");
    }
    if (!source.exports.isEmpty()) {
      return features -> source.exports;
    }
    TrainingExport.Data data = data();
    return features -> {
      say.accept(made(features, data, folder));
      return List.of(folder);
    };
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (source.exports.isEmpty()) {
      if (horizon == null) {
        problems.add("--horizon is missing: say how many bars ahead the model predicts");
      }
      if (seed != null && source.days == null) {
        problems.add("--seed is of a simulation: leave it out, or say --simulate-days");
      }
    } else if (horizon != null
        || bar != null
        || trigger != null
        || instrument != null
        || seed != null) {
      problems.add(
          "an --export brings its bar, trigger, horizon and instruments: leave out --horizon,"
              + " --bar, --trigger, --instrument and --seed");
    }
    return problems;
  }

  private TrainingExport.Data data() {
    return source.days == null
        ? TrainingExport.recorded(source.data, instrument)
        : TrainingExport.simulated(source.days, seed == null ? 1 : seed, instrument);
  }

  private String made(List<String> features, TrainingExport.Data data, Path folder) {
    List<String> columns = new ArrayList<>(features);
    if (!columns.contains(LAST_RETURN)) {
      columns.add(LAST_RETURN);
    }
    String length = bar != null ? bar : source.days == null ? "1h" : "1m";
    ExportPlan plan =
        ExportPlan.of(
            columns, length, trigger == null ? "bar" : trigger, horizon == null ? 0 : horizon);
    String only = instrument;
    Predicate<String> wanted = only == null || source.days == null ? name -> true : only::equals;
    int maxFlat = MarketSettings.BARS_MAX_FLAT.option().defaultValue();
    return "Exported "
        + TrainingExport.write(plan, data, wanted, maxFlat, folder).replace(folder + ": ", "");
  }
}
