package io.tidemark.core.drift;

import io.tidemark.core.state.HeapSize;
import org.jspecify.annotations.Nullable;

/**
 * The live side of a {@link KsWindow}: a ring with the samples themselves, so that an alert can
 * show them. Bounded by the window; 4 bytes per sample, here and in its written form.
 *
 * <p>The tree is transient: it is no part of the written state, is built from the ring at the first
 * step that needs it, and lives as long as this object. Whoever keeps many of these alive pays for
 * their trees: see {@link KsTree} for what one takes.
 */
public final class KsWindowState {

  private static final long SELF_BYTES =
      HeapSize.object(2 * HeapSize.REFERENCE + 2 * Integer.BYTES);

  /**
   * Canonical values, none of them NaN; once full, the oldest is at {@link #oldest}, until then at
   * 0.
   */
  final float[] ring;

  int oldest;
  int count;
  @Nullable KsTree tree;

  /** An empty window of {@code size} samples. */
  public KsWindowState(int size) {
    this.ring = new float[size];
  }

  /** Whether there is any sample. */
  boolean hasSamples() {
    return count > 0;
  }

  /** Whether there are as many samples as the window holds. */
  public boolean full() {
    return count == ring.length;
  }

  /** A copy of the samples that are there, from the oldest to the newest. */
  float[] live() {
    float[] live = new float[count];
    int untilTurn = Math.min(count, ring.length - oldest);
    System.arraycopy(ring, oldest, live, 0, untilTurn);
    System.arraycopy(ring, 0, live, untilTurn, count - untilTurn);
    return live;
  }

  /** Bytes of heap that it takes with its tree; the reference is shared. */
  long heapBytes() {
    return SELF_BYTES
        + HeapSize.array(ring.length, Float.BYTES)
        + (tree == null ? 0 : tree.heapBytes());
  }
}
