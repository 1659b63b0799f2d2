package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import java.util.Iterator;
import java.util.List;

/** The logs of several instruments, merged in the order of time. */
public interface EventLog extends Iterator<LogEvent>, AutoCloseable {

  /** What an instrument's bars are made of. */
  BarSource barSource(String instrument);

  /** How many rows or records so far were no facts. */
  long refused();

  /** What the data holds and is not in the logs, one sentence each. */
  default List<String> ignored() {
    return List.of();
  }

  @Override
  void close();
}
