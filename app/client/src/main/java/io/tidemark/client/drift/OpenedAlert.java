package io.tidemark.client.drift;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.score.AlertPhase;
import org.jspecify.annotations.Nullable;

/**
 * The alert that is wanted among all that were written: the newest that opened, or the one whose id
 * begins with a prefix, and how it ended.
 */
public final class OpenedAlert {

  private final String prefix;
  private @Nullable DriftAlert opened;
  private @Nullable DriftAlert closed;
  private boolean several;

  /** With an empty prefix any alert will do. */
  public OpenedAlert(String prefix) {
    this.prefix = prefix;
  }

  /** Looks at one record; those of one alert come in their order. */
  public void take(DriftAlert alert) {
    DriftAlert before = opened;
    if (alert.phase() == AlertPhase.CLOSED) {
      if (before != null && before.id().equals(alert.id())) {
        closed = alert;
      }
    } else if (alert.id().startsWith(prefix)) {
      several |= before != null && !before.id().equals(alert.id()) && !prefix.isEmpty();
      if (before == null || alert.eventTime() >= before.eventTime()) {
        opened = alert;
        closed = null;
      }
    }
  }

  /** Null if there is none. */
  @Nullable
  public DriftAlert opened() {
    return opened;
  }

  /** Its end; null while it is open. */
  @Nullable
  public DriftAlert closed() {
    return closed;
  }

  /** Whether the prefix fits more than one alert. */
  public boolean several() {
    return several;
  }
}
