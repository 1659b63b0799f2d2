package io.tidemark.collector.poll;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.PublishedText;

/** Something that a poller wants done. */
public sealed interface PollAction {

  /**
   * Ask; the answer, or that there was none, is told once.
   *
   * @param known the version that is known: an answer may say that nothing changed
   */
  record Ask(PollRequest request, PollEvent.Version known) implements PollAction {}

  /** Hand a fact on. */
  record Publish(Fact fact) implements PollAction {}

  /** Hand a text on. */
  record PublishText(PublishedText text) implements PollAction {}

  /** Keep what is remembered: something new was handed on. */
  record Remember() implements PollAction {}

  /**
   * Say what is not as it should be.
   *
   * @param words for people; without any key
   */
  record Report(PollCount kind, String words) implements PollAction {}
}
