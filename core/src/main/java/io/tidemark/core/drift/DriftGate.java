package io.tidemark.core.drift;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.score.Assessment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds today's features and scores against those the model was made with, and pauses the model
 * when they are no longer the same.
 *
 * <p>One sample is taken per instrument and bar close, never per event: a thousand trades are
 * seconds of one mood. Each feature that is looked at, how much of the vector is missing or not
 * finite, and the score have an exact test each ({@link KsWindow}); with a calibration two: over a
 * long window, which sees small changes, and a short one, which sees large ones sooner. A value
 * that is NaN is skipped for that monitor alone. Between bar closes a step costs nothing but the
 * hand-out of the verdict that stands.
 *
 * <p>Where a model brings what its outcomes were, the gate also holds what came of its answers
 * against them ({@link OutcomeWatch}). These tests pause, and never warn. They share the budget
 * with the others, half and half.
 *
 * <p>A monitor is beyond a threshold once it was above it for {@code persistence} of its samples in
 * a row. How the status moves:
 *
 * <ul>
 *   <li>FILLING until one window of a monitor that may pause is full. A baseline that names nothing
 *       to look at stays FILLING for ever: no verdict, so no claim.
 *   <li>WATCH to WARN when any monitor is beyond its warning threshold; back once none was above it
 *       for w consecutive samples, a calm as long as the window.
 *   <li>To PAUSED when a monitor that may pause is beyond its pause threshold. This asks for a new
 *       version of the model ({@link RetrainRequest}).
 *   <li>PAUSED to WATCH with {@link ResumeMode#AUTO} once none was above its pause threshold for w
 *       consecutive samples; with {@link ResumeMode#MANUAL} only if a person has acknowledged, too.
 *   <li>PAUSED to FILLING when a person resumes the model, or another version takes over. Then all
 *       windows start anew: what lies in them has been tested, and full ones would pause again at
 *       the next bar. A command that arrives with a bar close counts before that bar does.
 * </ul>
 *
 * <p>At most one alert is open, and its status is the gate's: a pause closes the warning, and
 * nothing is said of warnings while paused. When the baseline changes (another model or version,
 * another window), what was open is closed and all windows start anew.
 */
public final class DriftGate {

  private final DriftOptions options;
  private final DriftAlerts alerts;
  private final DriftMonitors monitors;
  private final PausingTests tests;
  private final long fingerprint;
  private final int vectorLength;
  private final String model;

  /** Makes the gate of a model whose outcomes are not watched. */
  public DriftGate(DriftBaseline baseline, DriftOptions options) {
    this(baseline, options, null);
  }

  /** Makes the gate of a model that decides alone; as the longer constructor. */
  public DriftGate(
      DriftBaseline baseline, DriftOptions options, @Nullable WatchedOutcomes watched) {
    this(baseline, options, watched, null);
  }

  /**
   * Makes the gate of one model.
   *
   * @param baseline what the model was made with
   * @param given windows, thresholds and what they lead to, as if the model were alone
   * @param watched the outcomes of the model, which have half of the budget; null if none are
   *     watched
   * @param member which of several models it is, that share the budget; null if it decides alone
   * @throws IllegalArgumentException naming the feature that is to be looked at but has no
   *     reference, or the option for which the model was not calibrated
   */
  public DriftGate(
      DriftBaseline baseline,
      DriftOptions given,
      @Nullable WatchedOutcomes watched,
      @Nullable DriftMember member) {
    DriftCalibration calibration = baseline.calibration();
    if (calibration != null) {
      calibration.refuseOthers(given);
    }
    this.options = member == null ? given : given.sharedBy(member.models());
    OutcomeWatch outcomes = watched == null ? null : watched.watch(options);
    DriftMonitor[] all = DriftMonitor.of(baseline, watched == null ? options : options.half());
    this.monitors = new DriftMonitors(baseline, options, all);
    this.tests = new PausingTests(monitors, outcomes);
    this.fingerprint = tests.fingerprint();
    this.vectorLength = baseline.features().size();
    this.model = baseline.modelId() + " " + baseline.modelVersion();
    this.alerts =
        new DriftAlerts(
            baseline,
            options,
            HexFormat.of().toHexDigits(fingerprint),
            monitors.pausing(),
            all,
            outcomes,
            member);
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
    boolean expired = assessment.market().knownAt(MarketInput.PRICE) == 0 && mayForget(state);
    boolean commanded = state.status == DriftStatus.PAUSED && isCommand(assessment);
    if (!anew && !sampled && !commanded && !expired) {
      tests.watch(state, assessment);
      return quiet(state);
    }
    state.heapBytes = 0;
    Changes changes = new Changes();
    if (anew) {
      close(state, assessment, model + " brings another reference", changes);
      empty(state);
    }
    if (expired) {
      close(
          state, assessment, "the instrument's state has expired, all windows start anew", changes);
      empty(state);
    }
    if (commanded) {
      obey(state, assessment, changes);
    }
    tests.watch(state, assessment);
    if (sampled) {
      sample(state, assessment, changes);
    }
    DriftOutcome quiet = quiet(state);
    return changes.alerts.isEmpty()
        ? quiet
        : new DriftOutcome(quiet.verdict(), List.copyOf(changes.alerts), changes.request);
  }

  /**
   * Whether there is anything to forget where an instrument has no price any more. A pause that a
   * person must acknowledge is never forgotten.
   */
  private boolean mayForget(DriftState state) {
    boolean held = state.status == DriftStatus.PAUSED && options.resume() == ResumeMode.MANUAL;
    return !held && DriftMonitors.anySample(state);
  }

  private boolean isSample(Assessment assessment) {
    return assessment.barClosed()
        && assessment.features().length > 0
        && assessment.barsToWarm() == 0
        && !monitors.isEmpty();
  }

  private static boolean isCommand(Assessment assessment) {
    return assessment.command() == ControlCommand.ACKNOWLEDGE
        || assessment.command() == ControlCommand.RESUME_MODEL;
  }

  private void obey(DriftState state, Assessment assessment, Changes changes) {
    OpenAlertState open = state.open;
    if (open == null) {
      return; // another reference has just ended the pause
    }
    if (assessment.command() == ControlCommand.ACKNOWLEDGE) {
      open.acknowledged = DriftAlerts.said(assessment);
    } else {
      close(state, assessment, "the model was resumed by " + DriftAlerts.said(assessment), changes);
      empty(state);
    }
  }

  private void empty(DriftState state) {
    state.fingerprint = fingerprint;
    state.status = DriftStatus.FILLING;
    state.calm = 0;
    state.quietFor = 0;
    state.named = DriftMonitors.NONE;
    state.distance = Double.NaN;
    monitors.empty(state);
    state.outcomes.clear();
    state.quiet = null;
  }

  private void sample(DriftState state, Assessment assessment, Changes changes) {
    if (vectorLength > 0 && assessment.features().length != vectorLength) {
      throw new IllegalArgumentException(
          "the baseline of %s has %d features, the vector has %d"
              .formatted(model, vectorLength, assessment.features().length));
    }
    DriftMonitors.Sampled sampled = monitors.sample(state, assessment);
    if (sampled != DriftMonitors.Sampled.NOTHING) {
      state.times.add(assessment.eventTime());
      evaluate(state, assessment, sampled == DriftMonitors.Sampled.FULL, changes);
    }
  }

  private void evaluate(DriftState state, Assessment assessment, boolean known, Changes changes) {
    boolean wrong = tests.isWrong(state);
    boolean aboveWarn = wrong || DriftMonitors.longest(state.beyondWarn) > 0;
    boolean abovePause = wrong || DriftMonitors.longest(state.beyondPause) > 0;
    state.quietFor = aboveWarn ? 0 : Math.min(state.quietFor + 1, options.window());
    if (abovePause) {
      state.calm = 0;
    } else if (known) {
      state.calm = Math.min(state.calm + 1, options.window());
    }
    state.named = tests.farthest(state, wrong);
    state.distance = tests.distance(state, state.named);
    state.quiet = null;
    OpenAlertState open = state.open;
    if (open != null) {
      open.distance = tests.distance(state, open.monitor);
    }
    DriftStatus next = next(state);
    if (next != state.status) {
      close(state, assessment, reasonFor(next, state), changes);
      state.status = next;
      open(state, assessment, changes);
    } else if (open != null && (next == DriftStatus.WARN ? aboveWarn : abovePause)) {
      open.repeats++;
    }
  }

  private DriftStatus next(DriftState state) {
    if (tests.isWrong(state)) {
      return DriftStatus.PAUSED;
    }
    if (state.named == DriftMonitors.NONE) {
      // A pause is older than its windows where its state was read from version 1.
      return state.status == DriftStatus.PAUSED ? DriftStatus.PAUSED : DriftStatus.FILLING;
    }
    int k = options.persistence();
    if (DriftMonitors.longest(state.beyondPause) == k) {
      return DriftStatus.PAUSED;
    }
    if (state.status == DriftStatus.PAUSED) {
      return mayEnd(state) ? DriftStatus.WATCH : DriftStatus.PAUSED;
    }
    boolean stays = state.status == DriftStatus.WARN && state.quietFor < options.window();
    return stays || DriftMonitors.longest(state.beyondWarn) == k
        ? DriftStatus.WARN
        : DriftStatus.WATCH;
  }

  private boolean mayEnd(DriftState state) {
    OpenAlertState open = state.open;
    boolean allowed =
        options.resume() == ResumeMode.AUTO || open == null || !open.acknowledged.isEmpty();
    return allowed && state.calm >= options.window();
  }

  private void open(DriftState state, Assessment assessment, Changes changes) {
    if (state.status == DriftStatus.WARN) {
      changes.alerts.add(
          alerts.open(state, assessment, monitors.farthestBeyond(state, state.beyondWarn)));
    } else if (state.status == DriftStatus.PAUSED) {
      int farthest = monitors.farthestBeyond(state, state.beyondPause);
      DriftAlert alert =
          farthest == DriftMonitors.NONE
              ? alerts.openOutcome(state, assessment)
              : alerts.open(state, assessment, farthest);
      changes.alerts.add(alert);
      changes.request = alerts.request(alert, state, assessment);
    }
  }

  private void close(DriftState state, Assessment assessment, String why, Changes changes) {
    OpenAlertState open = state.open;
    if (open != null) {
      changes.alerts.add(alerts.close(open, state.status, assessment, why));
      state.open = null;
    }
  }

  private String reasonFor(DriftStatus next, DriftState state) {
    if (next == DriftStatus.PAUSED) {
      return "the model is paused";
    }
    if (next == DriftStatus.FILLING) {
      return "all windows start anew";
    }
    return "nothing was above its %s threshold for %d samples%s"
        .formatted(
            state.status == DriftStatus.PAUSED ? "pause" : "warning",
            options.window(),
            state.status == DriftStatus.PAUSED ? ", the model goes on" : "");
  }

  private DriftOutcome quiet(DriftState state) {
    DriftOutcome quiet = state.quiet;
    if (quiet == null) {
      boolean none = state.named == DriftMonitors.NONE;
      String feature = none ? "" : tests.name(state.named);
      double threshold = none ? Double.NaN : tests.threshold(state.named);
      int window = none ? options.window() : tests.window(state.named);
      quiet =
          new DriftOutcome(
              new DriftVerdict(state.status, feature, state.distance, threshold, window),
              List.of(),
              null);
      state.quiet = quiet;
    }
    return quiet;
  }

  /** What one step has changed. */
  private static final class Changes {
    final List<DriftAlert> alerts = new ArrayList<>(2);
    @Nullable RetrainRequest request;
  }
}
