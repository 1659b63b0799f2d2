package io.tidemark.core.score;

/** An alert of any kind, which opens and closes; its readers ask mostly for these four. */
public interface PhasedAlert {

  /** Which alert it is, and how far it has come. */
  AlertOccurrence occurrence();

  /** The same when it opens and when it closes. */
  default String id() {
    return occurrence().id();
  }

  /** Opened or closed. */
  default AlertPhase phase() {
    return occurrence().phase();
  }

  /** The key. */
  default String instrument() {
    return occurrence().instrument();
  }

  /** Event time of this record, µs since the epoch. */
  default long eventTime() {
    return occurrence().eventTime();
  }
}
