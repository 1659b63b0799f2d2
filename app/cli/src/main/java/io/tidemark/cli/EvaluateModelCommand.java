package io.tidemark.cli;

import io.tidemark.backtest.Evaluation;
import io.tidemark.backtest.EvaluationJson;
import io.tidemark.backtest.EvaluationRequest;
import io.tidemark.backtest.EvaluationText;
import io.tidemark.backtest.ModelEvaluation;
import io.tidemark.client.CommandFailedException;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.models.ModelRejectedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark evaluate}: what a model is worth on data. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a model is worth on data: its answers, held against what came.",
      "Reads recorded files as export does, or an export. Each number has a 95 %% interval of a"
          + " block bootstrap that respects overlapping labels. Says so where the data is of the"
          + " model's own training. No number is a profit."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class EvaluateModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "the directory of a model version, ours or imported")
  private Path model;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "first UTC day whose rows count (default: all)")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "first UTC day whose rows do not count any more (default: all count)")
  private @Nullable LocalDate to;

  @Option(
      names = "--instrument",
      paramLabel = "NAME",
      description =
          "whose the data is, where its path does not say; and which one counts, where it holds"
              + " several")
  private @Nullable String instrument;

  @Option(
      names = "--flat",
      paramLabel = "FRACTION",
      description = "a return no further from 0 is flat; for models with a flat class")
  private double flat = Double.NaN;

  @Option(names = "--json", paramLabel = "FILE", description = "write the numbers as JSON, too")
  private @Nullable Path json;

  @Parameters(
      arity = "1..*",
      paramLabel = "DATA",
      description =
          "recorded bars, trades or messages and what the features need beside them; or the folder"
              + " of an export, or its files")
  private List<Path> data;

  @Override
  public Integer call() throws ModelRejectedException {
    if (flat <= 0) {
      throw new CommandFailedException("--flat must be above 0, was " + flat);
    }
    PrintWriter err = spec.commandLine().getErr();
    Evaluation evaluation =
        ModelEvaluation.run(
            new EvaluationRequest(
                model,
                data,
                instrument,
                from == null ? Long.MIN_VALUE : micros(from),
                to == null ? Long.MAX_VALUE : micros(to),
                flat,
                MarketSettings.BARS_MAX_FLAT.option().defaultValue()),
            line -> {
              err.println(line);
              err.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    EvaluationText.lines(evaluation).forEach(out::println);
    out.flush();
    if (json != null) {
      EvaluationJson.write(evaluation, json);
    }
    return 0;
  }

  private static long micros(LocalDate day) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
