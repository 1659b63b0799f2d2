package io.tidemark.udf.model;

import io.tidemark.models.ModelDescription;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * {@code INPUT (...)}: a column for each feature of the model, by name and in any order; its number
 * or, for a model of several bars, an array of its numbers, oldest first.
 */
final class FeatureColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int bars;

  /** Of each feature of the model, in its order. */
  private final int[] columns;

  /** Of each column. */
  private final String[] names;

  /** Of each column: whether the table gives FLOAT and not DOUBLE; empty before {@link #given}. */
  private final boolean[] floats;

  private FeatureColumns(int bars, int[] columns, String[] names, boolean[] floats) {
    this.bars = bars;
    this.columns = columns;
    this.names = names;
    this.floats = floats;
  }

  static FeatureColumns of(ModelDescription model, RowType declared, List<String> problems) {
    List<String> features = model.featureNames();
    int[] unknown = new int[features.size()];
    Arrays.fill(unknown, -1);
    String[] names = declared.getFieldNames().toArray(String[]::new);
    FeatureColumns columns =
        new FeatureColumns(model.metadata().timing().windowBars(), unknown, names, new boolean[0]);
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
    int feature = find(name, features);
    if (feature < 0) {
      problems.add("INPUT: " + name + " is none of the model's features, " + said(features));
      return;
    }
    if (columns[feature] >= 0) {
      problems.add("INPUT: " + name + " stands for " + features.get(feature) + " once more");
    }
    columns[feature] = column;
    if (!isNumber(field.getType())) {
      problems.add("INPUT: " + name + wrong(field.getType()));
    }
  }

  /** Whether it is a number or, for a model of several bars, an array of numbers. */
  private boolean isNumber(LogicalType type) {
    LogicalType number = number(type);
    return bars > 1 == type instanceof ArrayType
        && (number.is(LogicalTypeRoot.FLOAT) || number.is(LogicalTypeRoot.DOUBLE));
  }

  private static LogicalType number(LogicalType type) {
    return type instanceof ArrayType array ? array.getElementType() : type;
  }

  private String wrong(LogicalType type) {
    return (bars == 1 ? " must be FLOAT or DOUBLE" : " must be ARRAY<FLOAT> or ARRAY<DOUBLE>")
        + ", is "
        + type.asSummaryString();
  }

  /**
   * The same for a table whose columns have these types. Flink lets every type pass that could be
   * cast to the declared one, and then does not cast it.
   *
   * @throws ValidationException with every column that is no number
   */
  FeatureColumns given(List<LogicalType> types) {
    List<String> problems = new ArrayList<>();
    boolean[] given = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      if (!isNumber(types.get(i))) {
        problems.add("what is given for " + names[i] + wrong(types.get(i)) + ": cast it");
      }
      given[i] = number(types.get(i)).is(LogicalTypeRoot.FLOAT);
    }
    if (!problems.isEmpty()) {
      throw new ValidationException("ML_PREDICT: " + String.join("; ", problems));
    }
    return new FeatureColumns(bars, columns, names, given);
  }

  private static int find(String name, List<String> features) {
    int feature = features.indexOf(name);
    if (feature >= 0) {
      return feature;
    }
    List<String> plain = features.stream().map(FeatureColumns::plain).toList();
    feature = plain.indexOf(name);
    return feature == plain.lastIndexOf(name) ? feature : -1;
  }

  /** {@code rsi_14} for {@code rsi(14)}: a name that needs no backticks. */
  private static String plain(String feature) {
    return feature.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
  }

  private static String said(List<String> features) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      String plain = plain(features.get(i));
      names.add(find(plain, features) == i ? plain : "`" + features.get(i) + "`");
    }
    return String.join(", ", names);
  }

  /** How many numbers the model is asked with. */
  int inputSize() {
    return bars * columns.length;
  }

  /**
   * Puts the numbers of a {@link #given} table's row into the model's order, the vector of the
   * oldest bar first.
   *
   * @return false if one is missing: NULL, not finite, or an array that is not full yet
   * @throws IllegalArgumentException if an array holds more bars than the model takes
   */
  boolean read(RowData row, float[] input) {
    boolean whole = true;
    for (int feature = 0; feature < columns.length; feature++) {
      int column = columns[feature];
      if (row.isNullAt(column)) {
        whole = false;
      } else if (bars > 1) {
        whole &= read(row.getArray(column), floats[column], feature, input);
      } else {
        double x = floats[column] ? row.getFloat(column) : row.getDouble(column);
        input[feature] = (float) x;
        whole &= Double.isFinite(x);
      }
    }
    return whole;
  }

  private boolean read(ArrayData array, boolean isFloat, int feature, float[] input) {
    if (array.size() > bars) {
      throw new IllegalArgumentException(
          "the model takes " + bars + " bars, an array has " + array.size());
    }
    boolean whole = array.size() == bars;
    for (int bar = 0; bar < array.size(); bar++) {
      if (array.isNullAt(bar)) {
        return false;
      }
      double x = isFloat ? array.getFloat(bar) : array.getDouble(bar);
      input[bar * columns.length + feature] = (float) x;
      whole &= Double.isFinite(x);
    }
    return whole;
  }
}
