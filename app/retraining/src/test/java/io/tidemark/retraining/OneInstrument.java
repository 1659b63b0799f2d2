package io.tidemark.retraining;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.dataset.EventLog;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Of several logs one. */
public final class OneInstrument implements EventLog {

  private final EventLog logs;
  private final String instrument;
  private @Nullable LogEvent next;

  public OneInstrument(EventLog logs, String instrument) {
    this.logs = logs;
    this.instrument = instrument;
  }

  @Override
  public BarSource barSource(String of) {
    return logs.barSource(of);
  }

  @Override
  public long refused() {
    return 0;
  }

  @Override
  public boolean hasNext() {
    while (next == null && logs.hasNext()) {
      LogEvent event = logs.next();
      next = event.instrument().equals(instrument) ? event : null;
    }
    return next != null;
  }

  @Override
  public LogEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("It is over.");
    }
    LogEvent event = next;
    next = null;
    return event;
  }

  @Override
  public void close() {
    logs.close();
  }
}
