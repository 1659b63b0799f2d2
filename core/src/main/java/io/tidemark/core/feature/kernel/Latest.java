package io.tidemark.core.feature.kernel;

import io.tidemark.core.fact.Fact;

/**
 * The newest value of a series, and {@code n} before it. Newest is what the source says: a value
 * that describes an earlier time than the newest one is late and is not taken; one of the same time
 * corrects it.
 *
 * <p>Cells: whether there is one, time it describes, time from which it was known, value, then a
 * ring of those before.
 */
public record Latest(int n, Ring before) {

  private static final int EVENT_TIME = 1;
  private static final int AVAILABLE_AT = 2;
  private static final int VALUE = 3;
  private static final int BEFORE = 4;

  private static final double HOUR = 3_600e6;

  public Latest(int n) {
    this(n, new Ring(n));
  }

  public int cells() {
    return n == 0 ? BEFORE : BEFORE + before.cells();
  }

  public void take(double[] cells, int at, Fact fact, double value) {
    boolean first = cells[at] == 0;
    if (!first && fact.eventTime() < cells[at + EVENT_TIME]) {
      return;
    }
    if (!first && fact.eventTime() > cells[at + EVENT_TIME] && n > 0) {
      before.push(cells, at + BEFORE, cells[at + VALUE]);
    }
    cells[at] = 1;
    cells[at + EVENT_TIME] = fact.eventTime();
    cells[at + AVAILABLE_AT] = fact.availableAt();
    cells[at + VALUE] = value;
  }

  /** Whether there is one that has been known for {@code maxAge} µs at most. */
  public boolean isFresh(double[] cells, int at, long clock, long maxAge) {
    return cells[at] != 0 && clock - cells[at + AVAILABLE_AT] <= maxAge;
  }

  /** The newest; NaN before the first. */
  public double value(double[] cells, int at) {
    return cells[at] == 0 ? Double.NaN : cells[at + VALUE];
  }

  /** Hours since it was known; NaN before the first. */
  public double hoursKnown(double[] cells, int at, long clock) {
    return cells[at] == 0 ? Double.NaN : (clock - cells[at + AVAILABLE_AT]) / HOUR;
  }

  /** Hours since the time it describes; NaN before the first. */
  public double hoursSince(double[] cells, int at, long clock) {
    return cells[at] == 0 ? Double.NaN : (clock - cells[at + EVENT_TIME]) / HOUR;
  }

  /** The value n before the newest; NaN before there is one. */
  public double nBefore(double[] cells, int at) {
    return isFull(cells, at) ? before.oldest(cells, at + BEFORE) : Double.NaN;
  }

  /** Mean of the newest and the n before; NaN before there are so many. */
  public double mean(double[] cells, int at) {
    return isFull(cells, at) ? before.meanWith(cells, at + BEFORE, cells[at + VALUE]) : Double.NaN;
  }

  /** Standard deviations above the mean of the n before; 0 if these are all alike. */
  public double zScore(double[] cells, int at) {
    if (!isFull(cells, at)) {
      return Double.NaN;
    }
    double deviation = Math.sqrt(before.variance(cells, at + BEFORE));
    double above = cells[at + VALUE] - before.mean(cells, at + BEFORE);
    return deviation == 0 ? 0 : above / deviation;
  }

  private boolean isFull(double[] cells, int at) {
    return n > 0 && before.isFull(cells, at + BEFORE);
  }
}
