package io.tidemark.core.strategy;

import io.tidemark.core.decision.DecisionState;
import io.tidemark.core.state.HeapSize;

/**
 * What a strategy's decision remembers of one instrument: written by {@link StrategyStateCodec}.
 * Bounded by the number of members and of their outputs.
 */
public final class StrategyState {

  /** What a member takes, an answer of one number included. */
  private static final long MEMBER_BYTES = 320;

  private static final long SELF_BYTES = 160;

  /** Hash of the strategy that the rest belongs to; empty before the first event. */
  String strategy = "";

  /** The instrument's, µs. */
  long clock;

  /** The newest price, quote per base; NaN if there was none. */
  double price = Double.NaN;

  DecisionState decision = new DecisionState(0);

  MemberState[] members = {};

  /** Before the first event. */
  public StrategyState() {}

  /** Another strategy remembers nothing of this one. */
  void layOut(String hash, int count, int cells) {
    if (strategy.equals(hash)) {
      return;
    }
    strategy = hash;
    decision = new DecisionState(cells);
    members = new MemberState[count];
    for (int i = 0; i < count; i++) {
      members[i] = new MemberState();
    }
  }

  /** Bytes of heap that it takes, within a quarter. */
  public long heapBytes() {
    long bytes = SELF_BYTES + HeapSize.array(decision.cells.length, Double.BYTES);
    for (MemberState member : members) {
      bytes += MEMBER_BYTES + HeapSize.array(member.prediction.others().length, Float.BYTES);
    }
    return bytes;
  }
}
