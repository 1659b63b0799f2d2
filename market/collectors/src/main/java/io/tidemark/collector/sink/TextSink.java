package io.tidemark.collector.sink;

import io.tidemark.core.fact.PublishedText;

/** Where texts go. May be called by several threads; never waits. */
@FunctionalInterface
public interface TextSink {

  /** Takes a text, or counts that it could not. */
  void accept(PublishedText text);
}
