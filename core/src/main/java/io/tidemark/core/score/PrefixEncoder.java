package io.tidemark.core.score;

/**
 * The part of a sequence model that sees the closed bars alone. What it makes of them stays the
 * same until the next bar closes, so that an event between pays for the model's last step only.
 */
public interface PrefixEncoder {

  /** How many numbers it makes of the closed bars. */
  int size();

  /**
   * Encodes the bars before the one in question. The same bars give the same bits on one machine.
   *
   * @param past their vectors one after the other, oldest first, all finite; it may be longer
   * @param encoded takes {@link #size()} numbers; whatever follows them stays
   */
  void encode(float[] past, float[] encoded);
}
