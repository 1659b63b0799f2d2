package io.tidemark.bench.crayfish;

import java.util.ArrayList;
import java.util.List;

/** What one lane did, round by round. */
final class CrayfishRuns {

  private final EngineVariant lane;
  private final long events;
  private final List<Answers> answers = new ArrayList<>();

  CrayfishRuns(EngineVariant lane, long events) {
    this.lane = lane;
    this.events = events;
  }

  void add(Answers ofRound) {
    answers.add(ofRound);
  }

  EngineVariant lane() {
    return lane;
  }

  long events() {
    return events;
  }

  /** In the order of the rounds. */
  List<Answers> answers() {
    return answers;
  }
}
