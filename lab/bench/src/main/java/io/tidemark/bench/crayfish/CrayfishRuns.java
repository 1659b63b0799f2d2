package io.tidemark.bench.crayfish;

import java.util.ArrayList;
import java.util.List;

/** What one variant did, round by round. */
final class CrayfishRuns {

  private final EngineVariant variant;
  private final long events;
  private final List<Answers> answers = new ArrayList<>();

  CrayfishRuns(EngineVariant variant, long events) {
    this.variant = variant;
    this.events = events;
  }

  void add(Answers ofRound) {
    answers.add(ofRound);
  }

  EngineVariant variant() {
    return variant;
  }

  long events() {
    return events;
  }

  /** In the order of the rounds. */
  List<Answers> answers() {
    return answers;
  }
}
