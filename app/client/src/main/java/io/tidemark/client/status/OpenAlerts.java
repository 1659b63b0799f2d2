package io.tidemark.client.status;

import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.PhasedAlert;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of the alerts that are handed to it in the order of their topic, those that are open. */
final class OpenAlerts<T extends PhasedAlert> {

  private final Map<String, T> open = new LinkedHashMap<>();

  void take(T alert) {
    if (alert.phase() == AlertPhase.OPENED) {
      open.put(alert.id(), alert);
    } else {
      open.remove(alert.id());
    }
  }

  /** The one that opened first is the first. */
  List<T> list() {
    return open.values().stream()
        .sorted(Comparator.comparingLong(alert -> alert.occurrence().openedAt()))
        .toList();
  }
}
