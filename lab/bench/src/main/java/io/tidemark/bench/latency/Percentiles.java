package io.tidemark.bench.latency;

import org.jspecify.annotations.Nullable;

/**
 * Of durations, ms; by nearest rank, so each is one that was measured.
 *
 * @param count how many there are
 * @param p50 half are no longer
 * @param p99 99 of 100 are no longer
 * @param p999 999 of 1,000 are no longer
 * @param highest the longest
 */
public record Percentiles(long count, double p50, double p99, double p999, double highest) {

  /** Of durations in µs; null if there are none. */
  static @Nullable Percentiles of(LongSeries micros) {
    if (micros.size() == 0) {
      return null;
    }
    long[] sorted = micros.sorted();
    return new Percentiles(
        sorted.length, rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 0.999), rank(sorted, 1));
  }

  private static double rank(long[] sorted, double part) {
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / 1e3;
  }
}
