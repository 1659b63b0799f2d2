package io.tidemark.collector.sink;

import io.tidemark.core.fact.Fact;
import java.util.List;

/** Where facts go. May be called by several threads; never waits. */
@FunctionalInterface
public interface FactSink {

  /** Takes a fact, or counts that it could not. */
  void accept(Fact fact);

  /**
   * Takes a part of an instrument's past. It is written together, and before anything that is
   * handed over later: on several topics the order of writing is all that says what was first.
   */
  default void history(List<? extends Fact> facts) {
    facts.forEach(this::accept);
  }
}
