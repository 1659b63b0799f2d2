package io.tidemark.core.drift;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.score.Assessment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Holds today's features and scores against those the model was made with, and pauses the model
 * when they are no longer the same.
 *
 * <p>One sample is taken per instrument and bar close, never per event: a thousand trades are
 * seconds of one mood. Each feature that is looked at, and the score, has its own exact test
 * ({@link KsWindow}); a value that is NaN is skipped for that feature alone. Between bar closes a
 * step costs nothing but the hand-out of the verdict that stands.
 *
 * <p>How the status moves:
 *
 * <ul>
 *   <li>FILLING until the window of one series that may pause is full (of any, where none may). A
 *       baseline that names nothing to look at stays FILLING for ever: no verdict, so no claim.
 *   <li>WARN while any series is beyond the watch threshold, else WATCH.
 *   <li>PAUSED when a series that may pause is beyond the pause threshold. With {@link
 *       ResumeMode#AUTO} it ends once none was for w consecutive samples, a calm as long as the
 *       window that paused. With {@link ResumeMode#MANUAL} it ends when a person acknowledges, and
 *       then all windows are emptied: what lies in them is what the person has just judged, and a
 *       full one would pause again at the next bar. An acknowledgement that arrives with a bar
 *       close counts before that bar does.
 * </ul>
 *
 * <p>At most one alert is open, and its status is the gate's: a pause closes the watch alert, and
 * nothing is said of watching while paused. When the baseline changes (another model or version,
 * another window), what was open is closed and all windows start anew.
 */
public final class DriftGate {

  private static final int NONE = -1;

  private final DriftOptions options;
  private final DriftAlerts alerts;
  private final Series[] series;
  private final int vectorLength;
  private final boolean mayPause;
  private final long fingerprint;
  private final String model;

  /**
   * Makes the gate of one model.
   *
   * @param baseline what the model was made with
   * @param options how to judge
   * @throws IllegalArgumentException naming the feature that is to be looked at but has no
   *     reference
   */
  public DriftGate(DriftBaseline baseline, DriftOptions options) {
    this.options = options;
    this.alerts = new DriftAlerts(baseline.modelId(), baseline.modelVersion());
    this.series = Series.of(baseline, options.window());
    this.vectorLength = baseline.features().size();
    this.fingerprint = fingerprintOf(baseline, options.window());
    this.model = baseline.modelId() + " " + baseline.modelVersion();
    boolean any = false;
    for (Series one : series) {
      any |= one.mayPause();
    }
    this.mayPause = any;
  }

  /**
   * Takes one assessment.
   *
   * @param state changed in place; a new one if there is none yet
   * @return the verdict that now stands, and the alerts that began or ended
   * @throws IllegalArgumentException if the feature vector is not as long as the baseline
   */
  public DriftOutcome step(DriftState state, Assessment assessment) {
    boolean anew = state.fingerprint != fingerprint;
    boolean sampled = isSample(assessment);
    boolean expired = assessment.priceAvailableAt() == 0 && mayForget(state);
    boolean acknowledged = assessment.command() == ControlCommand.ACKNOWLEDGE;
    if (!anew && !sampled && !acknowledged && !expired) {
      return quiet(state);
    }
    List<DriftAlert> changes = new ArrayList<>(2);
    if (anew) {
      close(state, assessment, model + " brings another reference", changes);
      empty(state);
    }
    if (expired) {
      close(
          state, assessment, "the instrument's state has expired, all windows start anew", changes);
      empty(state);
    }
    if (acknowledged
        && state.status == DriftStatus.PAUSED
        && options.resume() == ResumeMode.MANUAL) {
      close(state, assessment, "a person acknowledged, all windows start anew", changes);
      empty(state);
    }
    if (sampled) {
      sample(state, assessment, changes);
    }
    DriftOutcome quiet = quiet(state);
    return changes.isEmpty()
        ? quiet
        : new DriftOutcome(quiet.verdict(), List.copyOf(changes), null);
  }

  /**
   * Whether there is anything to forget where an instrument has no price any more. A pause that a
   * person must acknowledge is never forgotten.
   */
  private boolean mayForget(DriftState state) {
    boolean held = state.status == DriftStatus.PAUSED && options.resume() == ResumeMode.MANUAL;
    return !held && Arrays.stream(state.windows).anyMatch(KsWindowState::hasSamples);
  }

  private boolean isSample(Assessment assessment) {
    return assessment.barClosed()
        && assessment.features().length > 0
        && assessment.barsToWarm() == 0
        && series.length > 0;
  }

  private void empty(DriftState state) {
    state.fingerprint = fingerprint;
    state.status = DriftStatus.FILLING;
    state.calm = 0;
    state.named = NONE;
    state.distance = Double.NaN;
    state.windows = new KsWindowState[series.length];
    for (int i = 0; i < series.length; i++) {
      state.windows[i] = series[i].window().newState();
    }
    state.quiet = null;
  }

  private void sample(DriftState state, Assessment assessment, List<DriftAlert> changes) {
    if (vectorLength > 0 && assessment.features().length != vectorLength) {
      throw new IllegalArgumentException(
          "the baseline of %s has %d features, the vector has %d"
              .formatted(model, vectorLength, assessment.features().length));
    }
    boolean taken = false;
    boolean takenPausing = false;
    for (int i = 0; i < series.length; i++) {
      boolean here = series[i].window().step(state.windows[i], series[i].valueIn(assessment));
      taken |= here;
      takenPausing |= here && series[i].mayPause();
    }
    if (taken) {
      judge(state, assessment, takenPausing, changes);
    }
  }

  private void judge(
      DriftState state, Assessment assessment, boolean takenPausing, List<DriftAlert> changes) {
    int worst = worst(state, false);
    int worstPausing = worst(state, true);
    boolean pauses = distance(state, worstPausing) > options.pauseThreshold();
    if (pauses) {
      state.calm = 0;
    } else if (takenPausing) {
      state.calm = Math.min(state.calm + 1, options.window());
    }
    state.named = mayPause ? worstPausing : worst;
    state.distance = distance(state, state.named);
    state.quiet = null;
    OpenAlertState open = state.open;
    if (open != null) {
      open.distance = distance(state, open.series);
    }
    DriftStatus next = next(state, pauses, distance(state, worst) > options.watchThreshold());
    if (next != state.status) {
      close(state, assessment, reasonFor(next, state.status), changes);
      state.status = next;
      open(state, assessment, next == DriftStatus.PAUSED ? worstPausing : worst, changes);
    } else if (open != null && (next == DriftStatus.WARN || pauses)) {
      open.repeats++;
    }
  }

  private DriftStatus next(DriftState state, boolean pauses, boolean watches) {
    if (state.named == NONE) {
      return DriftStatus.FILLING;
    }
    boolean stays =
        state.status == DriftStatus.PAUSED
            && (options.resume() == ResumeMode.MANUAL || state.calm < options.window());
    if (pauses || stays) {
      return DriftStatus.PAUSED;
    }
    return watches ? DriftStatus.WARN : DriftStatus.WATCH;
  }

  private void open(DriftState state, Assessment assessment, int worst, List<DriftAlert> changes) {
    if (state.status == DriftStatus.WARN || state.status == DriftStatus.PAUSED) {
      double limit =
          state.status == DriftStatus.PAUSED ? options.pauseThreshold() : options.watchThreshold();
      changes.add(
          alerts.open(state, assessment, worst, series[worst], distance(state, worst), limit));
    }
  }

  private void close(
      DriftState state, Assessment assessment, String why, List<DriftAlert> changes) {
    OpenAlertState open = state.open;
    if (open != null) {
      changes.add(alerts.close(open, state.status, assessment, why));
      state.open = null;
    }
  }

  private String reasonFor(DriftStatus next, DriftStatus previous) {
    if (next == DriftStatus.PAUSED) {
      return "the model is paused";
    }
    return previous == DriftStatus.PAUSED
        ? String.format(
            Locale.ROOT,
            "nothing was beyond the pause threshold %.3f for %d samples, the model goes on",
            options.pauseThreshold(),
            options.window())
        : String.format(
            Locale.ROOT,
            "nothing is beyond the watch threshold %.3f any more",
            options.watchThreshold());
  }

  /** The series with the largest distance among the full windows, the first of equals. */
  private int worst(DriftState state, boolean pausingOnly) {
    int worst = NONE;
    double largest = -1;
    for (int i = 0; i < series.length; i++) {
      double distance = distance(state, i);
      if (distance > largest && (series[i].mayPause() || !pausingOnly)) {
        worst = i;
        largest = distance;
      }
    }
    return worst;
  }

  private double distance(DriftState state, int index) {
    return index == NONE ? Double.NaN : series[index].window().distance(state.windows[index]);
  }

  private DriftOutcome quiet(DriftState state) {
    DriftOutcome quiet = state.quiet;
    if (quiet == null) {
      String feature = state.named == NONE ? "" : series[state.named].name();
      double threshold = mayPause ? options.pauseThreshold() : Double.NaN;
      quiet =
          new DriftOutcome(
              new DriftVerdict(state.status, feature, state.distance, threshold, options.window()),
              List.of(),
              null);
      state.quiet = quiet;
    }
    return quiet;
  }

  private static long fingerprintOf(DriftBaseline baseline, int window) {
    Digest digest =
        new Digest().text(baseline.modelId()).text(baseline.modelVersion()).number(window);
    for (FeatureBaseline feature : baseline.features()) {
      digest.text(feature.feature()).text(feature.role().name()).floats(feature.samples());
    }
    return digest.floats(baseline.score()).first64();
  }
}
