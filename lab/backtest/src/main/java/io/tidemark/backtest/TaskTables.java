package io.tidemark.backtest;

import io.tidemark.backtest.Evaluation.CallTable;
import io.tidemark.backtest.metric.ClassMeasures;
import io.tidemark.backtest.metric.ConfusionCounts;
import io.tidemark.backtest.metric.DirectionMeasures;
import io.tidemark.backtest.metric.Measure;
import io.tidemark.backtest.metric.ReturnMeasures;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.models.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Which numbers tell what a model of each task is worth. */
final class TaskTables {

  private final LoadedModel model;
  private final EvaluationRequest request;
  private final AnswerForm form;

  TaskTables(LoadedModel model, EvaluationRequest request) {
    this.model = model;
    this.request = request;
    this.form = model.metadata().form();
  }

  /**
   * Refuses a model that no data tells anything about, before the data is read.
   *
   * @throws EvaluationException saying what is missing
   */
  void require() {
    switch (form.task()) {
      case REGIME ->
          throw new EvaluationException(
              "The model's task is regime: there is no outcome to hold its states against.");
      case CLASSES -> requireClasses();
      case DIRECTION, RETURN, VOLATILITY -> {
        // its outcome is a column of the export
      }
    }
  }

  private void requireClasses() {
    if (count(Role.UP) > 1 || count(Role.DOWN) > 1 || count(Role.FLAT) > 1) {
      throw new EvaluationException(
          "The model has several classes of one side, and its manifest does not say which return"
              + " is which: only models with one class up, one down and at most one flat can be"
              + " evaluated.");
    }
    if (count(Role.FLAT) == 1 && !(request.flatBand() > 0)) {
      throw new EvaluationException(
          "The model has a flat class, and its manifest does not say which returns are flat: give"
              + " --flat, such as --flat 0.002 for 0.2 percent either way.");
    }
  }

  /** The numbers over scored rows, in the order of time. */
  TaskTable of(List<ScoredRow> rows) {
    return switch (form.task()) {
      case DIRECTION -> direction(rows);
      case CLASSES -> classes(rows);
      case RETURN -> returns(rows);
      case VOLATILITY -> new VolatilityTable(model).of(rows);
      case REGIME -> throw new IllegalStateException("refused before");
    };
  }

  private TaskTable direction(List<ScoredRow> rows) {
    double[] probability = column(rows, row -> row.prediction().probability());
    DirectionMeasures measures = new DirectionMeasures(probability, ups(rows));
    BaseRate base = BaseRate.of(model.description().manifest(), rows);
    List<Measure> all = new ArrayList<>(measures.all(base.rate()));
    List<String> remarks = new ArrayList<>(List.of(base.words()));
    ScoreCalibration calibration = model.metadata().calibration();
    if (calibration.binCounts().length > 0) {
      double[] low = column(rows, row -> calibration.intervalLow(row.prediction().probability()));
      double[] high = column(rows, row -> calibration.intervalHigh(row.prediction().probability()));
      all.add(measures.coverage(low, high));
      remarks.add(
          "Coverage is the share of rows whose 95 % interval holds the share of rises among all"
              + " rows with that interval.");
    }
    remarks.add(
        "The calibration slope is 1 where probabilities mean what they say, below 1 where they are"
            + " too bold. Bins hold as many rows each.");
    ConfusionCounts counts = measures.confusion();
    return new TaskTable(
        rows,
        all,
        new CallTable(
            List.of("up", "not up"),
            List.of(
                List.of(counts.upCalledUp(), counts.upCalledDown()),
                List.of(counts.downCalledUp(), counts.downCalledDown()))),
        remarks);
  }

  private TaskTable classes(List<ScoredRow> rows) {
    int width = form.width();
    double[][] probabilities = new double[rows.size()][width];
    int[] outcomes = new int[rows.size()];
    for (int i = 0; i < outcomes.length; i++) {
      for (int each = 0; each < width; each++) {
        probabilities[i][each] = rows.get(i).prediction().number(each);
      }
      outcomes[i] = outcome(Math.expm1(rows.get(i).forwardReturn()));
    }
    ClassMeasures measures = new ClassMeasures(probabilities, outcomes);
    return new TaskTable(
        rows,
        measures.all(),
        new CallTable(
            form.outputs().stream().map(ModelOutput::name).toList(), measures.confusion()),
        List.of(
            count(Role.FLAT) == 0
                ? "A return of 0 or less counts as down."
                : "A return within %s of 0 counts as flat.".formatted(request.flatBand())));
  }

  private TaskTable returns(List<ScoredRow> rows) {
    double[] realised = column(rows, row -> Math.expm1(row.forwardReturn()));
    int centre = centre();
    ReturnMeasures measures =
        new ReturnMeasures(realised, column(rows, row -> row.prediction().number(centre)));
    List<Measure> all = new ArrayList<>(measures.all());
    List<Integer> quantiles = quantiles();
    for (int place : quantiles) {
      ModelOutput output = form.outputs().get(place);
      all.add(
          measures.below(
              column(rows, row -> row.prediction().number(place)), output.name(), output.level()));
    }
    if (quantiles.size() > 1) {
      int low = quantiles.get(0);
      int high = quantiles.get(quantiles.size() - 1);
      double asked = form.outputs().get(high).level() - form.outputs().get(low).level();
      all.add(
          measures.coverage(
              column(rows, row -> row.prediction().number(low)),
              column(rows, row -> row.prediction().number(high)),
              String.format(Locale.ROOT, "coverage of the interval (asked %.3f)", asked)));
    }
    return new TaskTable(
        rows, all, CallTable.NONE, List.of("Returns are fractions of the price over the horizon."));
  }

  private int outcome(double change) {
    boolean hasFlat = count(Role.FLAT) == 1;
    Role came =
        hasFlat && Math.abs(change) <= request.flatBand()
            ? Role.FLAT
            : change > 0 ? Role.UP : Role.DOWN;
    return places(came).get(0);
  }

  /** Where the mean is, or else the median. */
  private int centre() {
    List<Integer> means = places(Role.MEAN);
    return means.isEmpty()
        ? quantiles().stream()
            .filter(place -> form.outputs().get(place).level() == 0.5)
            .findFirst()
            .orElseThrow()
        : means.get(0);
  }

  private List<Integer> quantiles() {
    return places(Role.QUANTILE);
  }

  private int count(Role role) {
    return places(role).size();
  }

  private List<Integer> places(Role role) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < form.width(); i++) {
      if (form.outputs().get(i).role() == role) {
        places.add(i);
      }
    }
    return places;
  }

  private static double[] column(List<ScoredRow> rows, ToDoubleFunction<ScoredRow> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  private static boolean[] ups(List<ScoredRow> rows) {
    boolean[] ups = new boolean[rows.size()];
    for (int i = 0; i < ups.length; i++) {
      ups[i] = rows.get(i).forwardReturn() > 0;
    }
    return ups;
  }
}
