package io.tidemark.collector.sink;

import io.tidemark.core.fact.Fact;

/** Where facts go. May be called by several threads; never waits. */
@FunctionalInterface
public interface FactSink {

  /** Takes a fact, or counts that it could not. */
  void accept(Fact fact);
}
