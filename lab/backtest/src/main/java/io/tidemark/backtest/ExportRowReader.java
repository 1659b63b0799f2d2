package io.tidemark.backtest;

import blue.strategic.parquet.Hydrator;
import io.tidemark.dataset.LabelledRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of an export as it was before it was written. */
final class ExportRowReader
    implements Hydrator<ExportRowReader.Cells, ExportRowReader.Read, String[]> {

  static final String INSTRUMENT = "instrument";
  static final String TIME = "event_time";
  static final String BAR_CLOSED = "bar_closed";
  static final String RETURN = "label_return";
  static final String VOLATILITY = "label_volatility";

  /** What every export has beside its features. */
  static final List<String> OWN = List.of(INSTRUMENT, TIME, BAR_CLOSED, RETURN, VOLATILITY);

  /**
   * A row.
   *
   * @param instrument whose it is
   * @param row without what the export says beside
   */
  record Read(String instrument, LabelledRow row) {}

  /** A row on its way. */
  static final class Cells {

    private final float[] features;
    private String instrument = "";
    private long time;
    private boolean closed;
    private double forwardReturn;
    private double forwardVolatility;

    Cells(int features) {
      this.features = new float[features];
    }
  }

  private final Map<String, Integer> places = new HashMap<>();

  /** Reads these columns of features, into this order. */
  ExportRowReader(List<String> columns) {
    columns.forEach(name -> places.put(name, places.size()));
  }

  @Override
  public Cells start() {
    return new Cells(places.size());
  }

  @Override
  public Cells add(Cells row, String[] path, Object value) {
    String heading = String.join(".", path);
    Integer place = places.get(heading);
    if (place != null) {
      row.features[place] = (Float) value;
      return row;
    }
    switch (heading) {
      case INSTRUMENT -> row.instrument = (String) value;
      case TIME -> row.time = (Long) value;
      case BAR_CLOSED -> row.closed = (Boolean) value;
      case RETURN -> row.forwardReturn = (Double) value;
      case VOLATILITY -> row.forwardVolatility = (Double) value;
      default -> {
        // a column that the model does not take
      }
    }
    return row;
  }

  @Override
  public Read finish(Cells row) {
    return new Read(
        row.instrument,
        new LabelledRow(
            row.time, row.closed, row.features, row.forwardReturn, row.forwardVolatility));
  }
}
