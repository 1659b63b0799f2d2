package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Logs without what could be known only from an instant on: features of before must not change. */
public final class EndingLog implements EventLog {

  private final EventLog log;
  private final long end;
  private @Nullable LogEvent next;

  /**
   * The same logs, up to an instant.
   *
   * @param log is closed with this one
   * @param end µs since the epoch, exclusive
   */
  public EndingLog(EventLog log, long end) {
    this.log = log;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    while (next == null && log.hasNext()) {
      LogEvent event = log.next();
      next = event.availableAt() < end ? event : null;
    }
    return next != null;
  }

  @Override
  public LogEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The data up to the end is over.");
    }
    LogEvent event = next;
    next = null;
    return event;
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
  public void close() {
    log.close();
  }
}
