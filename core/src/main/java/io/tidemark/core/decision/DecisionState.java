package io.tidemark.core.decision;

/** What a decision remembers of one instrument: numbers whose meaning its deciders know. */
public final class DecisionState {

  /** One block for each decider that remembers; 0 at the beginning. */
  public double[] cells;

  /** Nothing is remembered yet. */
  public DecisionState(int cells) {
    this.cells = new double[cells];
  }
}
