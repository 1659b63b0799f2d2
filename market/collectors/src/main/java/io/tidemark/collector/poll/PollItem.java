package io.tidemark.collector.poll;

import io.tidemark.core.fact.Parsed;

/** One value or text of an answer. */
public interface PollItem {

  /** By what it is known again. */
  String key();

  /** Another name by which it may be known, such as its address; empty if there is none. */
  default String otherKey() {
    return "";
  }

  /** What it says; another content under the same key is a revision. */
  String content();

  /** What time it describes, µs since the epoch; {@link #UNKNOWN} where it does not say. */
  long describes();

  /**
   * When this version was written, µs since the epoch; {@link #UNKNOWN} where it does not say. Of
   * two versions in one answer, the newest counts, else the last.
   */
  default long version() {
    return describes();
  }

  /** Before this time it cannot be known, µs since the epoch. */
  long notBefore();

  /** When it could be known, by the rule of its source, µs since the epoch. */
  long knownByRule();

  /** What is to be handed on, or why it is nothing. */
  Parsed<PollAction> publish(long availableAt);

  /** No time. */
  long UNKNOWN = Long.MIN_VALUE;
}
