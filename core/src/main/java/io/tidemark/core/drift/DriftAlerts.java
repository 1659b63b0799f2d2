package io.tidemark.core.drift;

import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import java.util.Locale;

/** Writes the alerts of a gate: their ids and their sentences. */
final class DriftAlerts {

  private final String modelId;
  private final String modelVersion;

  DriftAlerts(String modelId, String modelVersion) {
    this.modelId = modelId;
    this.modelVersion = modelVersion;
  }

  /** Opens an alert in {@code state}, whose status has just been set. */
  DriftAlert open(
      DriftState state, Assessment by, int index, Series series, double distance, double limit) {
    OpenAlertState open = new OpenAlertState();
    open.id = id(state.status, by);
    open.series = index;
    open.feature = series.name();
    open.distance = distance;
    open.threshold = limit;
    open.window = state.windows[index].ring.length;
    open.reference = series.window().reference().size();
    open.openedAt = by.eventTime();
    open.modelId = modelId;
    open.modelVersion = modelVersion;
    state.open = open;
    return alert(
        open,
        AlertPhase.OPENED,
        state.status,
        by,
        String.format(
            Locale.ROOT,
            "%s (%s threshold %.3f)",
            distanceOf(open),
            state.status == DriftStatus.PAUSED ? "pause" : "watch",
            limit));
  }

  /** The end of an alert, with the reason why. */
  DriftAlert close(OpenAlertState open, DriftStatus status, Assessment by, String why) {
    return alert(open, AlertPhase.CLOSED, status, by, distanceOf(open) + "; " + why);
  }

  private String id(DriftStatus status, Assessment by) {
    return new Digest()
        .text(by.instrument())
        .text(status.name())
        .number(by.eventTime())
        .number(by.logOffset())
        .text(modelId)
        .text(modelVersion)
        .hex();
  }

  private static String distanceOf(OpenAlertState open) {
    return String.format(
        Locale.ROOT,
        "%s: live window of %d samples is %.3f away from its reference of %d",
        open.feature,
        open.window,
        open.distance,
        open.reference);
  }

  private static DriftAlert alert(
      OpenAlertState open, AlertPhase phase, DriftStatus status, Assessment by, String detail) {
    return new DriftAlert(
        open.id,
        phase,
        by.instrument(),
        status,
        open.feature,
        open.distance,
        open.threshold,
        open.window,
        open.reference,
        open.openedAt,
        by.eventTime(),
        open.repeats,
        open.modelId,
        open.modelVersion,
        detail,
        null);
  }
}
