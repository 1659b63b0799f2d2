package io.tidemark.calibration;

/**
 * How long a change goes unseen, from the first changed sample on, the window full of calm ones.
 *
 * @param change what changes
 * @param mean samples; those not seen are taken as seen at the longest, so that it is a lower bound
 *     where there are any
 * @param unseen share of the references for which it was not seen within {@code longest}, 0 to 1
 * @param longest samples that were waited
 */
public record Delay(Change change, double mean, double unseen, int longest) {

  /** Of one delay per reference; more than {@code longest} is unseen. */
  static Delay of(Change change, int[] delays, int longest) {
    double sum = 0;
    int unseen = 0;
    for (int delay : delays) {
      sum += Math.min(delay, longest);
      unseen += delay > longest ? 1 : 0;
    }
    return new Delay(change, sum / delays.length, (double) unseen / delays.length, longest);
  }
}
