package io.tidemark.backtest;

import io.tidemark.core.score.ModelTiming;
import io.tidemark.dataset.EventLog;
import io.tidemark.dataset.ExportCounts;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.FeatureExport;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.models.LoadedModel;
import java.util.ArrayList;
import java.util.List;

/** Recorded files or a log, folded by the core that serves; no row is written to disk. */
final class RecordedRows {

  private RecordedRows() {}

  /**
   * Folds recorded files to their end.
   *
   * @return what is to be said of the data, one sentence each
   */
  static List<String> read(EvaluationRequest request, LoadedModel model, ScoredInstruments to) {
    return read(TrainingExport.recorded(request.data(), request.instrument()), request, model, to);
  }

  /** The same of any data; what {@code request} says of data is not asked. */
  static List<String> read(
      TrainingExport.Data data,
      EvaluationRequest request,
      LoadedModel model,
      ScoredInstruments to) {
    ModelTiming timing = model.metadata().timing();
    ExportPlan plan =
        new ExportPlan(
            RowLayout.columns(model.featureNames()),
            timing.barLength(),
            timing.trigger(),
            timing.horizonBars());
    RowLayout layout = new RowLayout(plan.features(), model.featureNames());
    try (EventLog log = data.open(plan.featureSet())) {
      List<String> remarks = new ArrayList<>(log.ignored());
      ExportCounts counts =
          FeatureExport.run(
              log,
              plan,
              to::wants,
              request.maxFlatBars(),
              1,
              (name, runs) -> to.of(name, layout)::accept);
      remarks.add(
          "Of the data %d scored moments have no outcome: %d in a hole, %d past the end; %d rows were refused."
              .formatted(
                  counts.holes() + counts.unfinished(),
                  counts.holes(),
                  counts.unfinished(),
                  log.refused()));
      return remarks;
    }
  }
}
