package io.tidemark.backtest;

/**
 * A fitted regression of log variances.
 *
 * @param coefficients of 1 and of three log variances
 * @param scale what the exponent of the fit is multiplied with
 * @param rows that it was fitted on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HarFit(double[] coefficients, double scale, long rows) {

  private static final int SIZE = 4;

  /** Nothing was fitted. */
  static final HarFit NONE = new HarFit(new double[SIZE], 1, 0);

  /** The variance that it expects. */
  double variance(double[] inputs) {
    double log = 0;
    for (int i = 0; i < SIZE; i++) {
      log += coefficients[i] * inputs[i];
    }
    return scale * Math.exp(log);
  }

  /** The same with another scale. */
  HarFit scaled(double by) {
    return new HarFit(coefficients, by, rows);
  }

  /** The sums of least squares. */
  static final class Sums {

    private final double[][] matrix = new double[SIZE][SIZE + 1];
    private long rows;

    /** Takes a row, unless a number is missing or infinite. */
    void add(double[] inputs, double outcome) {
      if (!Double.isFinite(inputs[1]) || !Double.isFinite(outcome)) {
        return;
      }
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          matrix[i][j] += inputs[i] * inputs[j];
        }
        matrix[i][SIZE] += inputs[i] * outcome;
      }
      rows++;
    }

    /** The fit, by elimination with pivots; {@link #NONE} where inputs depend on each other. */
    HarFit solve() {
      for (int column = 0; column < SIZE; column++) {
        int pivot = column;
        for (int i = column + 1; i < SIZE; i++) {
          pivot = Math.abs(matrix[i][column]) > Math.abs(matrix[pivot][column]) ? i : pivot;
        }
        double[] swapped = matrix[pivot];
        matrix[pivot] = matrix[column];
        matrix[column] = swapped;
        if (!(Math.abs(swapped[column]) > 1e-9)) {
          return NONE;
        }
        eliminate(column);
      }
      double[] solution = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        solution[i] = matrix[i][SIZE] / matrix[i][i];
      }
      return new HarFit(solution, 1, rows);
    }

    private void eliminate(int column) {
      for (int i = 0; i < SIZE; i++) {
        double factor = i == column ? 0 : matrix[i][column] / matrix[column][column];
        for (int j = column; j <= SIZE && factor != 0; j++) {
          matrix[i][j] -= factor * matrix[column][j];
        }
      }
    }
  }
}
