package io.tidemark.core.serve;

import io.tidemark.core.score.ScoringState;
import io.tidemark.core.state.HeapSize;

/** All that FEATURES + SCORE keeps of one instrument. */
public final class InstrumentState {

  /** The market and the features, as the model that serves sees them. */
  public ScoringState scoring = new ScoringState();

  /** Which models the instrument's log has asked for. */
  public ServingState serving = new ServingState();

  /** A state that has seen nothing. */
  public InstrumentState() {}

  /** Bytes of heap that it takes, within a quarter. */
  public long heapBytes() {
    return HeapSize.object(2 * HeapSize.REFERENCE) + scoring.heapBytes() + serving.heapBytes();
  }
}
