package io.tidemark.core.drift;

/**
 * The exact two-sample Kolmogorov-Smirnov distance between a fixed reference of m samples and the
 * last w live ones, in O(log m) per sample: {@code D = max over x of |F_live(x) - F_ref(x)|}.
 *
 * <p>The window counts non-missing values only: a NaN neither enters nor evicts, so both sides of
 * the comparison have a fixed size and every difference is the integer {@code w*R - m*L}, divided
 * by {@code m*w} once at the very end. The result does not depend on the path by which the window
 * got there: a replay, or a state that was written and read, gives the same bits.
 *
 * <p>See RATIONALE.md, "Why an own Kolmogorov-Smirnov test?"
 */
public final class KsWindow {

  private final KsReference reference;
  private final int size;

  /**
   * Makes a test.
   *
   * @param reference the fixed side
   * @param size w, samples
   */
  public KsWindow(KsReference reference, int size) {
    if (size <= 0) {
      throw new IllegalArgumentException("a window holds at least one sample, not " + size);
    }
    this.reference = reference;
    this.size = size;
  }

  /** An empty window for this test. */
  public KsWindowState newState() {
    return new KsWindowState(size);
  }

  /**
   * Takes one live value, evicting the oldest if the window is full.
   *
   * @param state changed in place
   * @param value NaN is missing: nothing changes
   * @return whether the value was taken
   */
  public boolean step(KsWindowState state, float value) {
    if (Float.isNaN(value)) {
      return false;
    }
    float sample = Samples.canonical(value);
    if (state.full()) {
      replaceOldest(state, sample);
    } else {
      state.ring[state.count++] = sample;
    }
    return true;
  }

  /** D, 0 to 1; NaN until the window is full. */
  public double distance(KsWindowState state) {
    return state.full() ? treeOf(state).distance() : Double.NaN;
  }

  /** w, samples. */
  public int size() {
    return size;
  }

  /** The fixed side. */
  public KsReference reference() {
    return reference;
  }

  private void replaceOldest(KsWindowState state, float sample) {
    treeOf(state).replace(state.oldest, sample);
    state.ring[state.oldest] = sample;
    state.oldest = state.oldest + 1 == size ? 0 : state.oldest + 1;
  }

  private KsTree treeOf(KsWindowState state) {
    KsTree tree = state.tree;
    if (tree == null) {
      tree = KsTree.of(reference, state.ring);
      state.tree = tree;
    }
    return tree;
  }
}
