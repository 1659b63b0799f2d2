package io.tidemark.core.drift;

import io.tidemark.core.score.Assessment;
import java.util.Arrays;

/**
 * All monitors of a gate: takes their samples, counts for how many in a row each was beyond its
 * thresholds, and says which is farthest. What follows from that is the gate's affair.
 */
final class DriftMonitors {

  /** The place of no monitor. */
  static final int NONE = -1;

  /** What a bar close gave. */
  enum Sampled {
    /** No monitor had a value. */
    NOTHING,
    /** Some did, none of them one that may pause with a full window. */
    SOME,
    /** One that may pause did, and its window is full. */
    FULL
  }

  private final DriftMonitor[] all;
  private final DriftOptions options;
  private final long fingerprint;

  DriftMonitors(DriftBaseline baseline, DriftOptions options, DriftMonitor[] all) {
    this.all = all;
    this.options = options;
    this.fingerprint = fingerprintOf(baseline, all);
  }

  /** Hash of the baseline, the model and the windows. */
  long fingerprint() {
    return fingerprint;
  }

  boolean isEmpty() {
    return all.length == 0;
  }

  int size() {
    return all.length;
  }

  DriftMonitor get(int index) {
    return all[index];
  }

  /** How many may pause. */
  int pausing() {
    return (int) Arrays.stream(all).filter(DriftMonitor::mayPause).count();
  }

  /** Whether any window holds anything. */
  static boolean anySample(DriftState state) {
    return Arrays.stream(state.windows).anyMatch(KsWindowState::hasSamples);
  }

  /** Gives a state windows that hold nothing. */
  void empty(DriftState state) {
    state.windows = new KsWindowState[all.length];
    for (int i = 0; i < all.length; i++) {
      state.windows[i] = all[i].window().newState();
    }
    state.beyondWarn = new int[all.length];
    state.beyondPause = new int[all.length];
    state.times = new SampleTimes(options.window());
  }

  /** Takes the values of a bar close into their windows. */
  Sampled sample(DriftState state, Assessment assessment) {
    if (state.windows.length != all.length) {
      empty(state);
    }
    Sampled sampled = Sampled.NOTHING;
    for (int i = 0; i < all.length; i++) {
      if (all[i].window().step(state.windows[i], all[i].valueIn(assessment))) {
        count(state, i);
        boolean full = all[i].mayPause() && state.windows[i].full();
        sampled = full || sampled == Sampled.FULL ? Sampled.FULL : Sampled.SOME;
      }
    }
    return sampled;
  }

  private void count(DriftState state, int index) {
    double distance = distance(state, index);
    DriftMonitor one = all[index];
    state.beyondWarn[index] = inARow(state.beyondWarn[index], distance > one.warn());
    state.beyondPause[index] =
        inARow(state.beyondPause[index], one.mayPause() && distance > one.pause());
  }

  private int inARow(int before, boolean above) {
    return above ? Math.min(before + 1, options.persistence()) : 0;
  }

  /** For how many samples in a row the most lasting of them is beyond; at most persistence. */
  static int longest(int[] beyond) {
    int longest = 0;
    for (int inARow : beyond) {
      longest = Math.max(longest, inARow);
    }
    return longest;
  }

  /** Of what may pause the one nearest to its threshold, or farthest beyond it. */
  int farthest(DriftState state) {
    int farthest = NONE;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < all.length; i++) {
      double reached = reached(state, i, true);
      if (all[i].mayPause() && reached > largest) {
        farthest = i;
        largest = reached;
      }
    }
    return farthest;
  }

  /** The one farthest beyond, of those that have been beyond for long enough. */
  int farthestBeyond(DriftState state, int[] beyond) {
    boolean pausing = state.status == DriftStatus.PAUSED;
    int farthest = NONE;
    for (int i = 0; i < all.length; i++) {
      if (beyond[i] == options.persistence()
          && (farthest == NONE || reached(state, i, pausing) > reached(state, farthest, pausing))) {
        farthest = i;
      }
    }
    return farthest;
  }

  /** How far on the way to its threshold a monitor is; NaN while its window is not full. */
  private double reached(DriftState state, int index, boolean pausing) {
    double threshold = pausing ? all[index].pause() : all[index].warn();
    return distance(state, index) / Math.max(threshold, Double.MIN_NORMAL);
  }

  /** D of one; NaN of {@link #NONE} and while its window is not full. */
  double distance(DriftState state, int index) {
    return index == NONE ? Double.NaN : all[index].window().distance(state.windows[index]);
  }

  private static long fingerprintOf(DriftBaseline baseline, DriftMonitor[] all) {
    Digest digest = new Digest().text(baseline.modelId()).text(baseline.modelVersion());
    for (DriftMonitor one : all) {
      digest.number(one.window().size());
    }
    for (FeatureBaseline feature : baseline.features()) {
      digest.text(feature.feature()).text(feature.role().name()).floats(feature.samples());
    }
    return digest.floats(baseline.score()).first64();
  }
}
