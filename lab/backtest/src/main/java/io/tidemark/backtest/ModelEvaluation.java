package io.tidemark.backtest;

import io.tidemark.backtest.Evaluation.RowsCounted;
import io.tidemark.backtest.Evaluation.Subject;
import io.tidemark.backtest.metric.BlockIntervals;
import io.tidemark.backtest.metric.BlockPlan;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest.Period;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds a model's answers against what came. Rows are read, scored and reduced to a few numbers
 * each; then come the table and its intervals.
 */
public final class ModelEvaluation {

  private final LoadedModel model;
  private final EvaluationRequest request;

  private ModelEvaluation(LoadedModel model, EvaluationRequest request) {
    this.model = model;
    this.request = request;
  }

  /**
   * Evaluates.
   *
   * @param say takes lines about the progress
   * @throws EvaluationException if there is nothing to evaluate, saying why
   * @throws ModelRejectedException if the artefact is not sound
   * @throws io.tidemark.recordings.file.UnreadableDataException if a file is none that can be read
   */
  public static Evaluation run(EvaluationRequest request, Consumer<String> say)
      throws ModelRejectedException {
    if (request.from() >= request.to()) {
      throw new EvaluationException("--from must be before --to: the period is empty.");
    }
    try (LoadedModel model = ModelArtefact.read(request.model()).open()) {
      new TaskTables(model, request).require();
      return new ModelEvaluation(model, request).run(say);
    }
  }

  private Evaluation run(Consumer<String> say) {
    ScoredInstruments instruments = new ScoredInstruments(model, request);
    List<String> remarks = new ArrayList<>(read(instruments));
    ScoredInstruments.Chosen chosen = instruments.chosen();
    RowScoring scoring = chosen.scoring();
    requireAsked(scoring);
    TaskTable table = new TaskTables(model, request).of(scoring.rows());
    List<ScoredRow> rows = table.rows();
    if (rows.isEmpty()) {
      throw new EvaluationException("No row counts: the price never moved to any horizon.");
    }
    ModelTiming timing = model.metadata().timing();
    long first = rows.get(0).time();
    long last = rows.get(rows.size() - 1).time();
    BlockPlan plan = BlockPlan.of(rows.size(), last - first, timing.horizon());
    RowsCounted counted =
        new RowsCounted(
            rows.size(),
            first,
            last,
            within(rows, model.description().manifest().data().training()),
            within(rows, model.description().manifest().data().validation()),
            scoring.unanswered());
    say.accept("%d rows scored; %d blocks are resampled.".formatted(rows.size(), plan.blocks()));
    remarks.addAll(0, ages(counted));
    remarks.addAll(table.remarks());
    return new Evaluation(
        new Subject(
            model.ref().name(),
            model.metadata().form().task(),
            chosen.instrument(),
            timing.barLength(),
            timing.horizonBars()),
        counted,
        plan,
        new BlockIntervals(plan).of(table.measures()),
        table.calls(),
        remarks);
  }

  private List<String> read(ScoredInstruments instruments) {
    List<Path> exports = ExportFiles.among(request.data());
    if (exports.isEmpty()) {
      return RecordedRows.read(request, model, instruments);
    }
    ExportFiles.read(exports, model, instruments);
    return List.of("The rows are those of an export; it left out those without an outcome.");
  }

  private void requireAsked(RowScoring scoring) {
    if (scoring.rows().stream().noneMatch(row -> row.prediction().asked())) {
      throw new EvaluationException(
          "No row counts: "
              + (scoring.unanswered() > 0
                  ? "the model's answers made no sense."
                  : "is there data between --from and --to, behind the warm-up?"));
    }
  }

  /** Rows whose features or outcome are of a period. */
  private long within(List<ScoredRow> rows, Period period) {
    long from = micros(period.from()) - model.metadata().timing().horizon();
    long to = micros(period.to());
    return rows.stream().filter(row -> row.time() > from && row.time() < to).count();
  }

  private List<String> ages(RowsCounted counted) {
    List<String> ages = new ArrayList<>();
    if (counted.inTraining() > 0) {
      ages.add(
          "WARNING: %d of %d rows are of the model's training period, which ended %s: they flatter it, and all rows counted. Give --from."
              .formatted(counted.inTraining(), counted.rows(), training().to()));
    }
    if (counted.inValidation() > 0) {
      ages.add(
          "WARNING: %d of %d rows are of its validation period, by which it was chosen or calibrated."
              .formatted(counted.inValidation(), counted.rows()));
    }
    if (counted.unanswered() > 0) {
      ages.add(
          counted.unanswered() + " answers made no sense for the model's task and are left out.");
    }
    return ages;
  }

  private Period training() {
    return model.description().manifest().data().training();
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
