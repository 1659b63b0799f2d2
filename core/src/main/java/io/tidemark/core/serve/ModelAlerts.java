package io.tidemark.core.serve;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.StableId;
import io.tidemark.core.serve.ServingState.OpenModelAlert;
import java.util.ArrayList;
import java.util.List;

/** Opens and closes the one alert that an instrument's models may have. */
final class ModelAlerts {

  private ModelAlerts() {}

  /**
   * Opens one in place of any other; the same again is counted.
   *
   * @param time when the event happened, µs since the epoch
   */
  static List<ModelAlert> refused(
      ServingState state,
      LogEvent event,
      long time,
      ModelAction action,
      ModelRef asked,
      ModelRef serving,
      String reason) {
    OpenModelAlert open = state.alert;
    if (open != null && open.action == action && open.model.equals(asked)) {
      open.repeats++;
      return List.of();
    }
    List<ModelAlert> alerts =
        new ArrayList<>(settled(state, event, time, serving, "", "another update was refused"));
    OpenModelAlert alert = new OpenModelAlert();
    alert.id =
        StableId.of(
            "model",
            event.instrument(),
            Long.toString(event.offset()),
            action.name(),
            asked.name(),
            asked.sha256());
    alert.openedAt = time;
    alert.action = action;
    alert.model = asked;
    state.alert = alert;
    alerts.add(alert(alert, AlertPhase.OPENED, event, time, serving, reason));
    return alerts;
  }

  /**
   * Closes what is open.
   *
   * @param time as when it opens
   */
  static List<ModelAlert> settled(
      ServingState state, LogEvent event, long time, ModelRef serving, String by, String how) {
    OpenModelAlert open = state.alert;
    if (open == null) {
      return List.of();
    }
    state.alert = null;
    String detail = by.isEmpty() ? how : how + ", by " + by;
    return List.of(alert(open, AlertPhase.CLOSED, event, time, serving, detail));
  }

  private static ModelAlert alert(
      OpenModelAlert open,
      AlertPhase phase,
      LogEvent event,
      long time,
      ModelRef serving,
      String detail) {
    return new ModelAlert(
        new AlertOccurrence(open.id, phase, event.instrument(), open.openedAt, time, open.repeats),
        open.action,
        open.model,
        serving,
        detail);
  }
}
