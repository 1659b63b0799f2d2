package io.tidemark.core.drift;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.SamplePeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the alerts of a gate: their ids, their evidence and their sentences. */
final class DriftAlerts {

  /** Of what a person gave as a reason: it is kept in state. */
  private static final int LONGEST_WORD = 500;

  private final DriftBaseline baseline;
  private final DriftOptions options;
  private final String reference;
  private final int pausing;
  private final DriftMonitor[] monitors;
  private final @Nullable OutcomeWatch outcomes;
  private final @Nullable DriftMember member;

  /**
   * Of a gate.
   *
   * @param member whose gate it is; null of a model that decides alone
   */
  DriftAlerts(
      DriftBaseline baseline,
      DriftOptions options,
      String reference,
      int pausing,
      DriftMonitor[] monitors,
      @Nullable OutcomeWatch outcomes,
      @Nullable DriftMember member) {
    this.baseline = baseline;
    this.options = options;
    this.reference = reference;
    this.pausing = pausing;
    this.monitors = monitors;
    this.outcomes = outcomes;
    this.member = member;
  }

  /** Opens an alert upon the monitor {@code index} in {@code state}, whose status is just set. */
  DriftAlert open(DriftState state, Assessment by, int index) {
    boolean pauses = state.status == DriftStatus.PAUSED;
    DriftMonitor one = monitors[index];
    OpenAlertState open = new OpenAlertState();
    open.id = id(state.status, by);
    open.monitor = index;
    open.feature = one.name();
    open.distance = one.window().distance(state.windows[index]);
    open.threshold = pauses ? one.pause() : one.warn();
    open.window = one.window().size();
    open.reference = one.window().reference().size();
    open.openedAt = by.eventTime();
    open.modelId = baseline.modelId();
    open.modelVersion = baseline.modelVersion();
    state.open = open;
    DriftEvidence evidence = evidence(state, index, pauses);
    return alert(
        open, AlertPhase.OPENED, state.status, by, sentence(open, pauses, evidence), evidence);
  }

  /** Opens an alert upon the outcome test farthest beyond, which has just paused the model. */
  DriftAlert openOutcome(DriftState state, Assessment by) {
    OutcomeWatch watch = Objects.requireNonNull(outcomes);
    int place = watch.farthest(state.outcomes);
    OpenAlertState open = new OpenAlertState();
    open.id = id(state.status, by);
    open.monitor = monitors.length + place;
    open.feature = watch.test(place).toString();
    open.distance = watch.sum(state.outcomes, place);
    open.threshold = watch.threshold(place);
    open.window = (int) Math.min(Integer.MAX_VALUE, state.outcomes.known());
    open.reference = watch.reference().rows();
    open.openedAt = by.eventTime();
    open.modelId = baseline.modelId();
    open.modelVersion = baseline.modelVersion();
    state.open = open;
    DriftEvidence evidence =
        DriftEvidence.ofOutcomes(
            new SamplePeriod(watch.risingSince(state.outcomes, place), by.eventTime()),
            reference,
            tests() * options.sharers(),
            options.budget());
    return alert(
        open, AlertPhase.OPENED, state.status, by, sentence(open, true, evidence), evidence);
  }

  /** All that may pause. */
  private int tests() {
    return pausing + (outcomes == null ? 0 : outcomes.reference().tests().size());
  }

  /** The end of an alert, with the reason why. */
  DriftAlert close(OpenAlertState open, DriftStatus status, Assessment by, String why) {
    String acknowledged =
        open.acknowledged.isEmpty() ? "" : "; acknowledged by " + open.acknowledged;
    String detail = distanceOf(open) + "; " + why + acknowledged;
    return alert(open, AlertPhase.CLOSED, status, by, detail, null);
  }

  /** What a pause that has just opened asks for. */
  RetrainRequest request(DriftAlert alert, DriftState state, Assessment by) {
    Map<String, Double> beyond = new LinkedHashMap<>();
    for (int i = 0; i < monitors.length; i++) {
      if (state.beyondPause[i] == options.persistence()) {
        double distance = monitors[i].window().distance(state.windows[i]);
        beyond.merge(monitors[i].name(), distance / monitors[i].pause(), Math::max);
      }
    }
    if (outcomes != null) {
      for (int test : outcomes.beyond(state.outcomes)) {
        double reached = outcomes.sum(state.outcomes, test) / outcomes.threshold(test);
        beyond.put(outcomes.test(test).toString(), reached);
      }
    }
    List<String> features =
        beyond.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    DriftEvidence evidence = alert.evidence();
    return new RetrainRequest(
        alert.id(),
        by.cause().event(),
        alert.model(),
        features,
        evidence == null ? alert.occurrence().openedAt() : evidence.changedAt(),
        by.clock(),
        alert.detail());
  }

  /** Who gave a command and why. */
  static String said(Assessment assessment) {
    Control order = assessment.cause().order();
    String by = order == null || order.by().isBlank() ? "a person" : order.by();
    String said = order == null || order.why().isBlank() ? by : by + ": " + order.why();
    return said.length() > LONGEST_WORD ? said.substring(0, LONGEST_WORD) + "..." : said;
  }

  private DriftEvidence evidence(DriftState state, int index, boolean pauses) {
    int watched = pauses ? tests() : monitors.length;
    double budget = pauses ? options.budget() : options.warnBudget();
    return new EvidenceOf(monitors[index].window().reference(), state.windows[index].live())
        .evidence(
            state.times,
            reference,
            watched * options.sharers(),
            baseline.calibration() == null ? Double.NaN : budget);
  }

  private static String sentence(OpenAlertState open, boolean pauses, DriftEvidence evidence) {
    String limit =
        Double.isNaN(evidence.budget())
            ? "a plain distance, not calibrated"
            : String.format(
                Locale.ROOT,
                "one false alarm in %.0f samples over %d tests",
                evidence.budget(),
                evidence.family());
    return String.format(
        Locale.ROOT,
        "%s (%s threshold %.3f, %s)%s; since about %s",
        distanceOf(open),
        pauses ? "pause" : "warning",
        open.threshold,
        limit,
        moved(evidence),
        Instant.EPOCH
            .plus(evidence.changedAt(), ChronoUnit.MICROS)
            .truncatedTo(ChronoUnit.MINUTES));
  }

  private static String moved(DriftEvidence evidence) {
    if (Double.isNaN(evidence.change().shift())) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "; its mean is %.2f standard deviations %s, its spread %.2f times the reference's",
        Math.abs(evidence.change().shift()),
        evidence.change().shift() < 0 ? "lower" : "higher",
        evidence.change().scale());
  }

  private String id(DriftStatus status, Assessment by) {
    Digest id =
        new Digest()
            .text(by.instrument())
            .text(status.name())
            .number(by.eventTime())
            .number(by.logOffset())
            .text(baseline.modelId())
            .text(baseline.modelVersion());
    return (member == null ? id : id.text(member.name())).hex();
  }

  private static String distanceOf(OpenAlertState open) {
    if (OutcomeTest.names(open.feature)) {
      return String.format(
          Locale.ROOT,
          "%s: its sum is %.1f standard deviations of the %d outcomes at validation, after %d",
          open.feature,
          open.distance,
          open.reference,
          open.window);
    }
    return String.format(
        Locale.ROOT,
        "%s: live window of %d samples is %.3f away from its reference of %d",
        open.feature,
        open.window,
        open.distance,
        open.reference);
  }

  private DriftAlert alert(
      OpenAlertState open,
      AlertPhase phase,
      DriftStatus status,
      Assessment by,
      String detail,
      @Nullable DriftEvidence evidence) {
    return new DriftAlert(
        new AlertOccurrence(
            open.id, phase, by.instrument(), open.openedAt, by.eventTime(), open.repeats),
        status,
        new TestedFeature(open.feature, open.distance, open.threshold, open.window, open.reference),
        new ModelVersion(open.modelId, open.modelVersion),
        member == null ? detail : member.name() + ": " + detail,
        evidence);
  }
}
