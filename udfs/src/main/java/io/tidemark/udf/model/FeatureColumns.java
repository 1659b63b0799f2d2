package io.tidemark.udf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A column for each feature of the model, declared by name and in any order. Flink assigns the
 * table's columns to the declared ones by position and does not tell their names: only {@link
 * FeatureMap} knows them.
 */
final class FeatureColumns implements FeatureInput {

  private static final long serialVersionUID = 1L;

  private final FeatureNumbers numbers;

  /** Of each feature of the model, in its order. */
  private final int[] columns;

  /** Of each column. */
  private final String[] names;

  /** Of each column: whether the table gives FLOAT and not DOUBLE; empty before {@link #given}. */
  private final boolean[] floats;

  private FeatureColumns(FeatureNumbers numbers, int[] columns, String[] names, boolean[] floats) {
    this.numbers = numbers;
    this.columns = columns;
    this.names = names;
    this.floats = floats;
  }

  static FeatureColumns of(
      FeatureNumbers numbers, List<String> features, RowType declared, List<String> problems) {
    int[] unknown = new int[features.size()];
    Arrays.fill(unknown, -1);
    String[] names = declared.getFieldNames().toArray(String[]::new);
    FeatureColumns columns = new FeatureColumns(numbers, unknown, names, new boolean[0]);
    for (int i = 0; i < declared.getFieldCount(); i++) {
      columns.take(i, declared.getFields().get(i), features, problems);
    }
    List<String> missing =
        IntStream.range(0, features.size())
            .filter(i -> columns.columns[i] < 0)
            .mapToObj(features::get)
            .toList();
    if (!missing.isEmpty()) {
      problems.add("INPUT: there is no column for " + String.join(", ", missing));
    }
    return columns;
  }

  private void take(
      int column, RowType.RowField field, List<String> features, List<String> problems) {
    String name = field.getName();
    int feature = FeatureNumbers.places(features).getOrDefault(name, -1);
    if (feature < 0) {
      problems.add(
          "INPUT: " + name + " is none of the model's features, " + FeatureNumbers.said(features));
      return;
    }
    if (columns[feature] >= 0) {
      problems.add("INPUT: " + name + " stands for " + features.get(feature) + " once more");
    }
    columns[feature] = column;
    if (!numbers.accepts(field.getType())) {
      problems.add("INPUT: " + name + numbers.wrong(field.getType()));
    }
  }

  @Override
  public FeatureColumns given(List<LogicalType> types) {
    List<String> problems = new ArrayList<>();
    boolean[] given = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      if (!numbers.accepts(types.get(i))) {
        problems.add("what is given for " + names[i] + numbers.wrong(types.get(i)) + ": cast it");
      }
      given[i] = FeatureNumbers.isFloat(types.get(i));
    }
    if (!problems.isEmpty()) {
      throw new ValidationException("ML_PREDICT: " + String.join("; ", problems));
    }
    return new FeatureColumns(numbers, columns, names, given);
  }

  @Override
  public int inputSize() {
    return numbers.inputSize();
  }

  @Override
  public boolean read(RowData row, float[] input) {
    boolean whole = true;
    for (int feature = 0; feature < columns.length; feature++) {
      int column = columns[feature];
      if (row.isNullAt(column)) {
        whole = false;
      } else if (numbers.bars() > 1) {
        whole &= numbers.put(feature, row.getArray(column), floats[column], input);
      } else {
        double x = floats[column] ? row.getFloat(column) : row.getDouble(column);
        whole &= numbers.put(feature, x, input);
      }
    }
    return whole;
  }
}
