package io.tidemark.core.score;

/**
 * When a model is scored, how far it looks back and how far ahead.
 *
 * @param trigger upon what it is scored
 * @param barLength µs
 * @param windowBars how many bars of features it takes, the one in question included
 * @param horizonBars how many bars ahead it predicts
 */
public record ModelTiming(Trigger trigger, long barLength, int windowBars, int horizonBars) {

  /** How far ahead it predicts, µs. */
  public long horizon() {
    return horizonBars * barLength;
  }
}
