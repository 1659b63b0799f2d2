package io.tidemark.core.feature.kernel;

/**
 * How two numbers moved together over the last {@code n} pairs, or over these and one more. Meant
 * for changes, whose mean is small against their spread: a spread below a millionth of the level is
 * rounding and counts as none.
 */
public record PairSums(SlidingSums sums) {

  private static final double ROUNDING = 1e-12;

  private static final int X = 0;
  private static final int Y = 1;
  private static final int XX = 2;
  private static final int YY = 3;
  private static final int XY = 4;

  public PairSums(int n) {
    this(new SlidingSums(n, 5));
  }

  public int cells() {
    return sums.cells();
  }

  public boolean isFull(double[] cells, int at) {
    return sums.isFull(cells, at);
  }

  public void push(double[] cells, int at, double x, double y) {
    sums.put(cells, at, X, x);
    sums.put(cells, at, Y, y);
    sums.put(cells, at, XX, x * x);
    sums.put(cells, at, YY, y * y);
    sums.put(cells, at, XY, x * y);
    sums.advance(cells, at);
  }

  void forget(double[] cells, int at) {
    sums.forget(cells, at);
  }

  /** Pearson's correlation; 0 if one of them does not vary. */
  public double correlation(double[] cells, int at) {
    return correlation(cells, at, 0, 0, 0);
  }

  /** The same with one more pair. */
  public double correlationWith(double[] cells, int at, double x, double y) {
    return correlation(cells, at, 1, x, y);
  }

  /** Slope of y over x by least squares, with an intercept; 0 if x does not vary. */
  public double slope(double[] cells, int at) {
    return slope(cells, at, 0, 0, 0);
  }

  /** The same with one more pair. */
  public double slopeWith(double[] cells, int at, double x, double y) {
    return slope(cells, at, 1, x, y);
  }

  /** Population covariance with one more pair. */
  public double covarianceWith(double[] cells, int at, double x, double y) {
    return moment(cells, at, 1, XY, X, Y, x, y);
  }

  private double correlation(double[] cells, int at, int more, double x, double y) {
    double spread =
        Math.sqrt(moment(cells, at, more, XX, X, X, x, x))
            * Math.sqrt(moment(cells, at, more, YY, Y, Y, y, y));
    double together = moment(cells, at, more, XY, X, Y, x, y);
    return spread > 0 ? Math.max(-1, Math.min(1, together / spread)) : 0;
  }

  private double slope(double[] cells, int at, int more, double x, double y) {
    double spread = moment(cells, at, more, XX, X, X, x, x);
    return spread <= 0 ? 0 : moment(cells, at, more, XY, X, Y, x, y) / spread;
  }

  /** Mean of products - product of means; 0 if what is left is no more than rounding. */
  private double moment(
      double[] cells, int at, int more, int product, int a, int b, double x, double y) {
    double count = sums.count(cells, at) + more;
    double products = (sums.sum(cells, at, product) + more * x * y) / count;
    double means =
        ((sums.sum(cells, at, a) + more * x) / count)
            * ((sums.sum(cells, at, b) + more * y) / count);
    double moment = products - means;
    boolean rounding = Math.abs(moment) <= ROUNDING * Math.max(Math.abs(products), Math.abs(means));
    return rounding ? 0 : moment; // what is missing stays missing
  }
}
