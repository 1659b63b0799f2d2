package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import java.util.Iterator;
import java.util.List;

/** A log that is written down in a test. */
final class ListedLog implements EventLog {

  private final Iterator<LogEvent> events;
  private final BarSource source;

  ListedLog(List<LogEvent> events, BarSource source) {
    this.events = events.iterator();
    this.source = source;
  }

  @Override
  public BarSource barSource(String instrument) {
    return source;
  }

  @Override
  public long refused() {
    return 0;
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  @Override
  public LogEvent next() {
    return events.next();
  }

  @Override
  public void close() {}
}
