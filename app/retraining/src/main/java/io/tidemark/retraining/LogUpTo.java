package io.tidemark.retraining;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.dataset.EventLog;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A log without what could not be known yet at some time. */
public final class LogUpTo implements EventLog {

  private final EventLog log;
  private final long to;
  private @Nullable LogEvent next;

  /**
   * Ends a log.
   *
   * @param to the last {@code availableAt} that is let through, µs since the epoch
   */
  public LogUpTo(EventLog log, long to) {
    this.log = log;
    this.to = to;
  }

  @Override
  public BarSource barSource(String instrument) {
    return log.barSource(instrument);
  }

  @Override
  public long refused() {
    return log.refused();
  }

  @Override
  public List<String> ignored() {
    return log.ignored();
  }

  @Override
  public boolean hasNext() {
    while (next == null && log.hasNext()) {
      LogEvent event = log.next();
      next = event.availableAt() <= to ? event : null;
    }
    return next != null;
  }

  @Override
  public LogEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The log is over.");
    }
    LogEvent event = next;
    next = null;
    return event;
  }

  @Override
  public void close() {
    log.close();
  }
}
