package io.tidemark.core.drift;

import org.jspecify.annotations.Nullable;

/**
 * The live side of a {@link KsWindow}: a ring with the cell of each sample. Bounded by the window;
 * 4 bytes per sample here, 2 or 4 in its written form.
 *
 * <p>The tree is transient: it is no part of the written state, is built from the ring at the first
 * step that needs it (O(m + w)) and takes 7 to 10 bytes per cell for as long as this object lives.
 * Whoever keeps many of these alive pays for their trees.
 */
public final class KsWindowState {

  /** Cells; once full, the oldest is at {@link #oldest}, until then at 0. */
  final int[] ring;

  final float[] raw;

  int oldest;
  int count;
  @Nullable KsTree tree;

  /** An empty window of {@code size} samples. */
  public KsWindowState(int size) {
    this.ring = new int[size];
    this.raw = new float[size];
  }

  /** The samples, oldest first. */
  float[] values() {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = raw[(oldest + i) % raw.length];
    }
    return values;
  }

  /** Whether there is any sample. */
  boolean hasSamples() {
    return count > 0;
  }

  /** Whether there are as many samples as the window holds. */
  public boolean full() {
    return count == ring.length;
  }
}
