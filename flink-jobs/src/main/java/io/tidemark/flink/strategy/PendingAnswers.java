package io.tidemark.flink.strategy;

import io.tidemark.core.score.Assessment;

/** What a model was asked at once; its answers may still be under way. */
interface PendingAnswers {

  /** Whether they are all there, or will not come. */
  boolean done();

  /** Waits until they are. */
  void await();

  /**
   * The assessment with what came of it, once they are {@link #done}; one that asked nothing stays
   * as it is. Each is given once.
   */
  Assessment of(Assessment assessment);
}
