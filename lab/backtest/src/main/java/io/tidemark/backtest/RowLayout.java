package io.tidemark.backtest;

import java.util.ArrayList;
import java.util.List;

/** Where a row has what: the model's features, and the log return of a bar beside them. */
final class RowLayout {

  /** The feature of which past volatility is made. */
  static final String BAR_RETURN = "log_return";

  private final int[] places;
  private final int barReturn;

  /**
   * @param columns of a row, in its order
   * @param features of the model, in its order; all are columns
   */
  RowLayout(List<String> columns, List<String> features) {
    this.places = features.stream().mapToInt(columns::indexOf).toArray();
    this.barReturn = columns.indexOf(BAR_RETURN);
  }

  /** The model's features, and the log return where it is not among them. */
  static List<String> columns(List<String> features) {
    List<String> columns = new ArrayList<>(features);
    if (!columns.contains(BAR_RETURN)) {
      columns.add(BAR_RETURN);
    }
    return columns;
  }

  /** In which column a feature of the model is. */
  int place(int feature) {
    return places[feature];
  }

  /** The log return of the last bar; NaN if there is no such column. */
  double barReturn(float[] row) {
    return barReturn < 0 ? Double.NaN : row[barReturn];
  }
}
