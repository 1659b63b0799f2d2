package io.tidemark.recordings;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;

/** What comes out of recorded files: an entry of the log, or a row that was refused. */
public sealed interface ReplayItem {

  /** An entry of one instrument's log. */
  record Event(LogEvent event) implements ReplayItem {}

  /** A row that is no fact, with its reason and bytes. */
  record Refused(DeadLetter letter) implements ReplayItem {}
}
