package io.tidemark.calibration;

import java.util.Arrays;

/**
 * The largest level within each of the short chunks of all live streams, one array per reference,
 * and the count of false alarms that it gives at any threshold.
 *
 * <p>After an alarm windows are emptied, and nothing can be beyond until they are full again: from
 * then on they hold what they would have held anyway. So the alarms of a gate are the chunks beyond
 * the threshold, each followed by one window of chunks that do not count.
 *
 * @param chunks per reference, the largest level in each chunk; -infinity where there was none
 * @param chunk samples in a chunk
 * @param dead chunks that do not count after an alarm
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one calibration
record Levels(float[][] chunks, int chunk, int dead) {

  /** Clusters per reference at the level from which on a tail is fitted. */
  static final int PEAKS_PER_REFERENCE = 20;

  private static final int STEPS = 40;

  /** Samples in all streams. */
  double samples() {
    double sum = 0;
    for (float[] stream : chunks) {
      sum += (double) stream.length * chunk;
    }
    return sum;
  }

  /** False alarms at a threshold, over all streams. */
  int alarms(double threshold) {
    int alarms = 0;
    for (float[] stream : chunks) {
      alarms += alarms(stream, threshold);
    }
    return alarms;
  }

  /** False alarms at a threshold in one stream. */
  int alarms(float[] stream, double threshold) {
    int alarms = 0;
    for (int i = 0; i < stream.length; i++) {
      if (stream[i] > threshold) {
        alarms++;
        i += dead;
      }
    }
    return alarms;
  }

  /**
   * The exponential tail: the mean excess of the clusters' peaks over a level that about {@value
   * #PEAKS_PER_REFERENCE} clusters per reference are beyond.
   */
  Tail tail() {
    double base = base(PEAKS_PER_REFERENCE * chunks.length);
    double excess = 0;
    int peaks = 0;
    for (float[] stream : chunks) {
      for (int i = 0; i < stream.length; i++) {
        if (stream[i] > base) {
          int end = Math.min(stream.length, i + dead + 1);
          float peak = stream[i];
          for (; i + 1 < end; i++) {
            peak = Math.max(peak, stream[i + 1]);
          }
          excess += peak - base;
          peaks++;
        }
      }
    }
    if (peaks == 0) {
      return Tail.none(base);
    }
    double waiting = Math.max(samples() - (double) peaks * dead * chunk, chunk);
    return new Tail(base, excess / peaks, Math.log(waiting / peaks), peaks);
  }

  /** The highest level that at least {@code wanted} clusters are beyond, or the lowest there is. */
  private double base(int wanted) {
    float[] all = new float[Arrays.stream(chunks).mapToInt(stream -> stream.length).sum()];
    int n = 0;
    for (float[] stream : chunks) {
      for (float level : stream) {
        if (level > Float.NEGATIVE_INFINITY) {
          all[n++] = level;
        }
      }
    }
    if (n == 0) {
      return 0;
    }
    Arrays.sort(all, 0, n);
    int low = 0;
    int high = n - 1;
    for (int step = 0; step < STEPS && low < high; step++) {
      int middle = (low + high + 1) >>> 1;
      if (alarms(all[middle]) >= wanted) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return all[low];
  }

  /**
   * An exponential tail: above {@code base} the logarithm of the mean run length rises by 1 for
   * each {@code excess}.
   *
   * @param base level from which on it was fitted
   * @param excess mean excess of the peaks; 0 where nothing is above
   * @param logRunLength of the base, logarithm of samples
   * @param peaks that it was fitted to
   */
  record Tail(double base, double excess, double logRunLength, int peaks) {

    static Tail none(double base) {
      return new Tail(base, 0, 0, 0);
    }
  }
}
