package io.tidemark.flink.metrics;

import java.util.Arrays;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * A distribution of milliseconds in fixed buckets: exact below 16 ms, from there on 16 buckets to
 * each power of two, so that a quantile is at most 1/16 too high and never too low. Two of them add
 * up to what one would have seen. It never grows.
 */
public final class LatencyHistogram implements Accumulator<Long, LatencyHistogram> {

  private static final long serialVersionUID = 1L;

  private static final int SUB_BITS = 4;
  private static final int SUB = 1 << SUB_BITS;

  /** About 50 days; whatever takes longer is counted there. */
  private static final long LARGEST = (1L << 32) - 1;

  private long[] buckets = new long[bucket(LARGEST) + 1];
  private long count;

  /** Counts one latency in milliseconds; below 0 (clocks differ) counts as 0. */
  public void record(long millis) {
    buckets[bucket(Math.max(0, Math.min(LARGEST, millis)))]++;
    count++;
  }

  /** How many were counted. */
  public long count() {
    return count;
  }

  /**
   * The smallest bucket's upper end, in milliseconds, below or at which the fraction {@code q} of
   * all lies; 0 if nothing was counted.
   */
  public long quantile(double q) {
    long rank = Math.max(1, (long) Math.ceil(q * count));
    long below = 0;
    for (int i = 0; i < buckets.length; i++) {
      below += buckets[i];
      if (below >= rank) {
        return upperEnd(i);
      }
    }
    return 0;
  }

  @Override
  public void add(Long millis) {
    record(millis);
  }

  @Override
  public LatencyHistogram getLocalValue() {
    return this;
  }

  @Override
  public void resetLocal() {
    Arrays.fill(buckets, 0);
    count = 0;
  }

  @Override
  public void merge(Accumulator<Long, LatencyHistogram> other) {
    LatencyHistogram that = other.getLocalValue();
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] += that.buckets[i];
    }
    count += that.count;
  }

  @Override
  @SuppressWarnings({"MethodDoesntCallSuperMethod", "super"}) // a copy of two fields
  public LatencyHistogram clone() {
    LatencyHistogram copy = new LatencyHistogram();
    copy.buckets = buckets.clone();
    copy.count = count;
    return copy;
  }

  @Override
  public String toString() {
    return "p50 " + quantile(0.5) + " ms, p99 " + quantile(0.99) + " ms of " + count;
  }

  private static int bucket(long millis) {
    if (millis < SUB) {
      return (int) millis;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(millis);
    int sub = (int) (millis >>> (exponent - SUB_BITS)) & (SUB - 1);
    return (exponent - SUB_BITS + 1) * SUB + sub;
  }

  private static long upperEnd(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    return ((long) (SUB + bucket % SUB + 1) << shift) - 1;
  }
}
