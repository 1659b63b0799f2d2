package io.tidemark.core.feature.metric;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.FeatureMismatchException;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;
import io.tidemark.core.feature.kernel.Latest;
import java.util.Locale;

/**
 * A named metric as it was known at the instrument's clock, carried forward until it has been known
 * for {@code maxAge} µs. Then, and before there are values enough, it is missing: NaN, or 0 where
 * the model is told by {@link Missing}. Cells: the newest values.
 */
record AsOf(String metric, Transform transform, int n, long maxAge, boolean zero, Latest latest)
    implements Surrounding {

  /** What becomes of the values. */
  enum Transform {
    /** The newest. */
    VALUE(false),
    /** The newest - the one n before. */
    CHANGE(true),
    /** ln(newest / the one n before); missing unless both are above 0. */
    LOG_CHANGE(true),
    /** Standard deviations of the newest above the mean of the n before. */
    ZSCORE(true),
    /** Hours since the newest was known. */
    AGE(false);

    private final boolean looksBack;

    Transform(boolean looksBack) {
      this.looksBack = looksBack;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Transform of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Refuses a number of values that the transform has no use for, or that is too small for it. */
  AsOf {
    if (transform == Transform.ZSCORE && n < 2) {
      throw new FeatureMismatchException("n is " + n + ", zscore needs 2 values at least");
    }
    if (!transform.looksBack && n != 1) {
      throw new FeatureMismatchException(
          "n is " + n + ", but " + transform.word() + " looks at the newest value only");
    }
  }

  AsOf(String metric, Transform transform, int n, long maxAge, boolean zero) {
    this(metric, transform, n, maxAge, zero, new Latest(transform.looksBack ? n : 0));
  }

  @Override
  public String name() {
    return "asof("
        + metric
        + ","
        + transform.word()
        + ","
        + BarLength.text(maxAge)
        + (transform.looksBack ? "," + n : "")
        + (zero ? ",absent=zero)" : ")");
  }

  @Override
  public int cells() {
    return latest.cells();
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    double value = known(cells, at, market.clock);
    return zero && Double.isNaN(value) ? 0 : value;
  }

  @Override
  public void observe(double[] cells, int at, Fact fact, long clock) {
    if (fact instanceof Metric of && of.name().equals(metric)) {
      latest.take(cells, at, fact, of.value());
    }
  }

  /** NaN where it is missing. */
  private double known(double[] cells, int at, long clock) {
    if (!latest.isFresh(cells, at, clock, maxAge)) {
      return Double.NaN;
    }
    double value = latest.value(cells, at);
    return switch (transform) {
      case VALUE -> value;
      case CHANGE -> value - latest.nBefore(cells, at);
      case LOG_CHANGE -> logChange(latest.nBefore(cells, at), value);
      case ZSCORE -> latest.zScore(cells, at);
      case AGE -> latest.hoursKnown(cells, at, clock);
    };
  }

  private static double logChange(double before, double now) {
    return before > 0 && now > 0 ? Math.log(now / before) : Double.NaN;
  }

  /** 1 where the same value would be missing, else 0: never missing itself. */
  record Missing(AsOf of) implements Surrounding {
    @Override
    public String name() {
      return "missing("
          + of.metric
          + ","
          + BarLength.text(of.maxAge)
          + (of.transform == Transform.VALUE ? "" : "," + of.transform.word())
          + (of.transform.looksBack ? "," + of.n : "")
          + ")";
    }

    @Override
    public int cells() {
      return of.cells();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return Double.isNaN(of.known(cells, at, market.clock)) ? 1 : 0;
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      of.observe(cells, at, fact, clock);
    }
  }
}
