package io.tidemark.flink.metrics;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.metrics.Counter;

/**
 * One number in two places: this operator's metric, and the accumulator that all operators of the
 * task share under its name. Written by the task's thread only.
 */
final class Count implements Counter {

  private final LongCounter total;
  private long own;

  Count(LongCounter total) {
    this.total = total;
  }

  @Override
  public void inc() {
    inc(1);
  }

  @Override
  public void inc(long n) {
    own += n;
    total.add(n);
  }

  @Override
  public void dec() {
    throw new UnsupportedOperationException("a count only rises");
  }

  @Override
  public void dec(long n) {
    dec();
  }

  @Override
  public long getCount() {
    return own;
  }
}
