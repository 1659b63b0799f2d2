package io.tidemark.bench.drift;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.Calibrator;
import io.tidemark.calibration.WatchedSeries;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftBaseline;
import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.FeatureBaseline;
import io.tidemark.core.drift.ResumeMode;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The drift gate as a job has it, of a model that is only its inputs: calibrated from known rows,
 * then shown others, or the same, of which each is a bar close.
 */
final class RecordedGate {

  private static final String NAME = "recorded";

  private final List<String> watched;
  private final List<String> left;
  private final CalibrationPlan plan;
  private final DriftCalibration calibration;
  private final DriftBaseline baseline;

  private RecordedGate(
      List<String> watched,
      List<String> left,
      CalibrationPlan plan,
      DriftCalibration calibration,
      DriftBaseline baseline) {
    this.watched = watched;
    this.left = left;
    this.plan = plan;
    this.calibration = calibration;
    this.baseline = baseline;
  }

  /**
   * Calibrates a gate.
   *
   * @param known reference and calibration are from these
   * @param roles what each column's drift may do
   * @throws IllegalArgumentException if there is no column that can be calibrated
   */
  static RecordedGate of(
      RecordedTable known, Function<String, DriftRole> roles, CalibrationPlan plan) {
    List<String> watched = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (String name : known.names()) {
      if (roles.apply(name) != DriftRole.IGNORE && usable(known, name, plan, left)) {
        watched.add(name);
      }
    }
    RecordedTable picked = known.only(watched);
    DriftCalibration calibration = Calibrator.calibrate(series(picked, roles), plan).calibration();
    return of(picked, left, roles, plan, calibration);
  }

  /** What the gate looks at: the columns, and how much of each row is missing or infinite. */
  static List<WatchedSeries> series(RecordedTable known, Function<String, DriftRole> roles) {
    List<WatchedSeries> series = new ArrayList<>();
    for (String name : known.names()) {
      boolean mayPause = roles.apply(name) == DriftRole.PAUSE;
      series.add(new WatchedSeries(name, mayPause, known.column(name)));
    }
    series.add(rate(DriftBaseline.MISSING_RATE, known, value -> Float.isNaN(value)));
    series.add(rate(DriftBaseline.NON_FINITE_RATE, known, value -> Float.isInfinite(value)));
    return series;
  }

  /**
   * A gate that was calibrated before.
   *
   * @param known its baseline is from these; all columns are watched
   * @param left why others are not
   */
  static RecordedGate of(
      RecordedTable known,
      List<String> left,
      Function<String, DriftRole> roles,
      CalibrationPlan plan,
      DriftCalibration calibration) {
    int[] rows =
        FalseAlarms.baselineRows(plan.draws().seed(), known.size(), plan.draws().reference());
    List<FeatureBaseline> features = new ArrayList<>();
    for (String name : known.names()) {
      float[] samples = FalseAlarms.baseline(known.column(name), rows);
      features.add(new FeatureBaseline(name, roles.apply(name), samples));
    }
    DriftBaseline baseline = new DriftBaseline(NAME, "1", features, new float[0], calibration);
    return new RecordedGate(known.names(), List.copyOf(left), plan, calibration, baseline);
  }

  /**
   * The same gate at another budget: thresholds follow from the calibration.
   *
   * @throws IllegalArgumentException if it is too small for the windows
   */
  RecordedGate withBudget(double budget) {
    return new RecordedGate(watched, left, plan.withBudget(budget), calibration, baseline);
  }

  private static boolean usable(
      RecordedTable known, String name, CalibrationPlan plan, List<String> left) {
    try {
      Calibrator.requireLongEnough(new WatchedSeries(name, true, known.column(name)), plan);
      return true;
    } catch (IllegalArgumentException e) {
      left.add("Not looked at: " + e.getMessage() + ".");
      return false;
    }
  }

  private interface Counted {
    boolean is(float value);
  }

  private static WatchedSeries rate(String name, RecordedTable table, Counted counted) {
    float[] rates = new float[table.size()];
    for (int i = 0; i < rates.length; i++) {
      int n = 0;
      for (float value : table.rows().get(i)) {
        n += counted.is(value) ? 1 : 0;
      }
      rates[i] = (float) n / table.names().size();
    }
    return new WatchedSeries(name, true, rates);
  }

  /** The columns that it looks at. */
  List<String> watched() {
    return watched;
  }

  /** Why it does not look at the others, a sentence each. */
  List<String> left() {
    return left;
  }

  /** As a job has them where nothing but the budget is set. */
  DriftOptions options() {
    DriftOptions defaults = DriftOptions.defaults();
    return new DriftOptions(
        plan.gate().window(),
        plan.gate().shortWindow(),
        plan.gate().persistence(),
        defaults.thresholds(),
        ResumeMode.AUTO,
        plan.budget(),
        1);
  }

  /** D above which a column that may pause does, in a window of so many samples. */
  double pauseThreshold(String name, int window) {
    double threshold = calibration.threshold(name, window, calibration.pausing(), plan.budget());
    return Math.max(threshold, options().thresholds().minDistance());
  }

  /** What the gate says of these rows; a pause ends by itself. */
  RecordedRun over(RecordedTable live) {
    return run(live, false);
  }

  /**
   * The same where a person resumes the model after each pause, so that all windows are emptied.
   */
  RecordedRun resumedAfterEach(RecordedTable live) {
    return run(live, true);
  }

  private RecordedRun run(RecordedTable live, boolean resume) {
    RecordedTable rows = live.only(watched);
    DriftGate gate = new DriftGate(baseline, options());
    DriftState state = new DriftState();
    List<Episode> episodes = new ArrayList<>();
    List<DriftVerdict> verdicts = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      DriftOutcome outcome = gate.step(state, barClose(rows, row));
      note(outcome.alerts(), row, episodes);
      verdicts.add(outcome.verdict());
      if (resume && outcome.verdict().status() == DriftStatus.PAUSED) {
        note(gate.step(state, resumed(rows.times().get(row), row)).alerts(), row, episodes);
      }
    }
    return new RecordedRun(List.copyOf(episodes), List.copyOf(verdicts));
  }

  /** At most one alert is open, so what closes is the last one that opened. */
  private static void note(List<DriftAlert> alerts, int row, List<Episode> episodes) {
    for (DriftAlert alert : alerts) {
      if (alert.phase() == AlertPhase.OPENED) {
        episodes.add(new Episode(alert, row, Episode.LASTS));
      } else {
        int last = episodes.size() - 1;
        Episode open = episodes.get(last);
        episodes.set(last, new Episode(open.opened(), open.from(), row));
      }
    }
  }

  private static Assessment barClose(RecordedTable rows, int row) {
    return assessment(rows.times().get(row), row, rows.rows().get(row), null);
  }

  private static Assessment resumed(long time, int row) {
    Control order =
        new Control(
            NAME, time, time, ControlCommand.RESUME_MODEL, "the evaluation", "to see the next");
    return assessment(time, row, new float[0], order);
  }

  private static Assessment assessment(
      long time, long offset, float[] features, @Nullable Control order) {
    EventKind kind = order == null ? EventKind.TRADE : EventKind.CONTROL;
    return new Assessment(
        new Cause(new EventRef(NAME, time, offset), kind, time, order, null),
        time,
        order == null,
        features,
        0,
        MarketContext.UNKNOWN.withPrice(1, Math.max(1, time), Math.max(1, time)),
        ModelRef.NONE,
        Prediction.NOT_ASKED);
  }
}
