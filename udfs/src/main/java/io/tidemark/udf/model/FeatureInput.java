package io.tidemark.udf.model;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** {@code INPUT (...)}: how a row gives the numbers that a model is asked with. */
sealed interface FeatureInput extends Serializable permits FeatureColumns, FeatureMap {

  /**
   * Reads how it is declared: one map of all features, or a column for each.
   *
   * @param features of the model, in its order
   * @param bars of one scoring
   * @param problems takes every column that is wrong
   */
  static FeatureInput of(List<String> features, int bars, RowType declared, List<String> problems) {
    FeatureNumbers numbers = new FeatureNumbers(bars, features.size());
    return declared.getFieldCount() == 1 && declared.getTypeAt(0) instanceof MapType map
        ? FeatureMap.of(numbers, features, declared.getFieldNames().get(0), map, problems)
        : FeatureColumns.of(numbers, features, declared, problems);
  }

  /**
   * The same for a table whose columns have these types. Flink lets every type pass that could be
   * cast to the declared one, and then does not cast it.
   *
   * @throws ValidationException with every column that is no number
   */
  FeatureInput given(List<LogicalType> types);

  /** How many numbers the model is asked with. */
  int inputSize();

  /**
   * Puts the numbers of a {@link #given} table's row into the model's order, the vector of the
   * oldest bar first.
   *
   * @return false if one is missing: NULL, not finite, or an array that is not full yet
   * @throws IllegalArgumentException if an array holds more bars than the model takes, or a map has
   *     other names than the model's features
   */
  boolean read(RowData row, float[] input);
}
