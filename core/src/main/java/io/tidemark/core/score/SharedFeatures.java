package io.tidemark.core.score;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.state.HeapSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one model takes over from others that are asked of the same events: the values of features
 * of the forming bar, which each event would have every model compute. Closed bars, one in many
 * events, are taken in by each model for itself, so that its state is its own.
 *
 * <p>A value is taken over only where it must be the same bit for bit: once two states were found
 * to be in the same place, and a feature's cells to be equal, and both have taken in the same
 * events since. A state that was loaded anew, or has served another model meanwhile, is compared
 * again; so is one that differs, at each bar close.
 *
 * <p>See RATIONALE.md, "When does a model take over another's feature?"
 */
final class SharedFeatures {

  private static final int NOWHERE = -1;

  private final FeatureSet set;
  private final double[] values;
  private final List<Peer> peers = new ArrayList<>();
  private final boolean[] known;
  private @Nullable LogEvent event;
  private ScoringState state = new ScoringState();
  private boolean repeated;
  private boolean valued;

  /**
   * A model that is asked before.
   *
   * @param features its own
   * @param at where it has a feature that is taken over from it, by the feature's place here
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Peer(SharedFeatures features, int[] at) {}

  /**
   * @param set with the risk rules' features
   * @param values where the values of the set are written
   */
  SharedFeatures(FeatureSet set, double[] values) {
    this.set = set;
    this.values = values;
    this.known = new boolean[set.size()];
  }

  /** Takes over from a model, which takes in each event before, what no other gives yet. */
  void takeFrom(SharedFeatures earlier) {
    long[] theirs =
        IntStream.range(0, earlier.set.size()).mapToLong(earlier.set::identity).toArray();
    int[] at = new int[set.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = isTaken(i) || set.frame(i) > 0 ? NOWHERE : find(theirs, set.identity(i));
    }
    if (Arrays.stream(at).anyMatch(place -> place != NOWHERE)) {
      peers.add(new Peer(earlier, at));
    }
  }

  private boolean isTaken(int feature) {
    return peers.stream().anyMatch(peer -> peer.at[feature] != NOWHERE);
  }

  private static int find(long[] identities, long wanted) {
    for (int i = 0; i < identities.length; i++) {
      if (identities[i] == wanted) {
        return i;
      }
    }
    return NOWHERE;
  }

  /** An event comes. */
  void begin(ScoringState of, LogEvent next) {
    state = of;
    event = next;
    repeated = false;
    valued = false;
    if (state.twins.length != peers.size()) {
      state.twins = peers.stream().map(peer -> new Twin(set.size())).toArray(Twin[]::new);
    }
  }

  /** It was there before, and changed nothing. */
  void repeated() {
    repeated = true;
  }

  /** Writes what is taken over; which features that is. Valid until the next event. */
  boolean[] taken() {
    valued = true;
    Arrays.fill(known, false);
    for (int p = 0; p < peers.size(); p++) {
      SharedFeatures earlier = peers.get(p).features;
      if (earlier.valued && isAside(earlier) && state.twins[p].goesOn(earlier.state, state)) {
        take(peers.get(p), state.twins[p]);
      }
    }
    return known;
  }

  private void take(Peer peer, Twin twin) {
    for (int i = 0; i < known.length; i++) {
      if (twin.same[i]) {
        values[i] = peer.features.values[peer.at[i]];
        known[i] = true;
      }
    }
  }

  /** Whether a model has taken in the same event. */
  @SuppressWarnings("ReferenceEquality") // the one event that goes from model to model
  private boolean isAside(SharedFeatures earlier) {
    return event == earlier.event;
  }

  /** The event is taken in. */
  void end(boolean barClosed) {
    for (int p = 0; p < peers.size(); p++) {
      SharedFeatures earlier = peers.get(p).features;
      Twin twin = state.twins[p];
      if (!isAside(earlier)) {
        continue; // it no longer goes on, and is compared when both are there again
      }
      boolean on = twin.goesOn(earlier.state, state) && repeated == earlier.repeated;
      if (on && !(barClosed && twin.lacks)) {
        twin.bothTook(earlier.state, state);
      } else if (barClosed || !twin.isOf(earlier.state)) {
        compare(peers.get(p), twin);
      }
    }
  }

  private void compare(Peer peer, Twin twin) {
    ScoringState other = peer.features.state;
    boolean together = isInSamePlace(state, other);
    int[] offsets = offsets(set);
    int[] others = offsets(peer.features.set);
    twin.lacks = false;
    for (int i = 0; i < known.length; i++) {
      int at = peer.at[i];
      twin.same[i] =
          together
              && at != NOWHERE
              && Arrays.equals(
                  state.cells, offsets[i], offsets[i + 1], other.cells, others[at], others[at + 1]);
      twin.lacks |= at != NOWHERE && !twin.same[i];
    }
    twin.bothTook(other, state);
  }

  private static boolean isInSamePlace(ScoringState one, ScoringState two) {
    return one.clock == two.clock
        && one.priceEventTime == two.priceEventTime
        && one.priceAvailableAt == two.priceAvailableAt
        && one.bookAt == two.bookAt
        && one.fundingAt == two.fundingAt
        && one.bars.isLike(two.bars);
  }

  /** Where each feature's cells begin, and where the last one's end. */
  private static int[] offsets(FeatureSet set) {
    int[] offsets = new int[set.size() + 1];
    for (int i = 0; i < set.size(); i++) {
      offsets[i + 1] = offsets[i] + set.cells(i);
    }
    return offsets;
  }

  /** Bytes of heap that twins of so many features take. */
  static long heapBytes(Twin[] twins, int features) {
    long each = HeapSize.object(HeapSize.REFERENCE * 2 + 1 + 2 * Long.BYTES);
    return HeapSize.array(twins.length, HeapSize.REFERENCE)
        + twins.length * (each + HeapSize.array(features, 1));
  }

  /** What one state is known by as long as it lies on the heap, without being held by it. */
  static final class Name {}

  /** How one instrument's state stands to that of a model before; no state, made of both. */
  static final class Twin {

    /** Which features' cells are equal. */
    final boolean[] same;

    /** Whether some are not that could be. */
    boolean lacks;

    private @Nullable Name of;
    private long theirSteps;
    private long ownSteps;

    Twin(int features) {
      same = new boolean[features];
    }

    boolean isOf(ScoringState other) {
      return of == other.name;
    }

    /** Whether both have taken in one event more, and nothing else happened. */
    boolean goesOn(ScoringState other, ScoringState own) {
      return isOf(other) && other.steps == theirSteps + 1 && own.steps == ownSteps + 1;
    }

    void bothTook(ScoringState other, ScoringState own) {
      of = other.name;
      theirSteps = other.steps;
      ownSteps = own.steps;
    }
  }
}
