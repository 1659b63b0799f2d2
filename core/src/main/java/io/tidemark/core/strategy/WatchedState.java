package io.tidemark.core.strategy;

import io.tidemark.core.score.ScoringState;
import io.tidemark.core.state.HeapSize;
import java.util.List;

/**
 * What is kept of the features at which a strategy's decision looks, on one instrument: written by
 * {@link WatchedStateCodec}.
 */
public final class WatchedState {

  private static final long SELF_BYTES = 64;

  /** Which features, and upon which bars: as the strategy calls them, in its order. */
  List<String> calls = List.of();

  /** Of the bars of all of them, µs; 0 before the first event. */
  long barLength;

  /** One for each of them. */
  ScoringState[] scoring = {};

  /** The value of each at the newest bar close; NaN while it is not known. */
  double[] values = {};

  /** Before the first event. */
  public WatchedState() {}

  /** A feature that was watched before, upon the same bars, goes on. */
  void layOut(List<String> wanted, long bar) {
    if (calls.equals(wanted) && barLength == bar) {
      return;
    }
    ScoringState[] states = new ScoringState[wanted.size()];
    double[] known = new double[wanted.size()];
    for (int i = 0; i < states.length; i++) {
      int before = barLength == bar ? calls.indexOf(wanted.get(i)) : -1;
      states[i] = before < 0 ? new ScoringState() : scoring[before];
      known[i] = before < 0 ? Double.NaN : values[before];
    }
    calls = List.copyOf(wanted);
    barLength = bar;
    scoring = states;
    values = known;
  }

  /** Bytes of heap that it takes, within a quarter. */
  public long heapBytes() {
    long bytes = SELF_BYTES + HeapSize.array(values.length, 2 * Double.BYTES);
    for (ScoringState each : scoring) {
      bytes += each.heapBytes();
    }
    return bytes;
  }
}
