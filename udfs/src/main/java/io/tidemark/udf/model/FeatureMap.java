package io.tidemark.udf.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.MapType;

/**
 * One map of all features, each number beside its name: no order can be wrong. The names are data,
 * so they are held against the model's with every row.
 */
final class FeatureMap implements FeatureInput {

  private static final long serialVersionUID = 1L;

  private final FeatureNumbers numbers;

  /** Of the model, in its order. */
  private final ArrayList<String> features;

  /** The place of a feature by each of its names. */
  private final HashMap<String, Integer> places;

  private final String column;

  /** Whether the table gives FLOAT and not DOUBLE. */
  private final boolean isFloat;

  private FeatureMap(
      FeatureNumbers numbers, List<String> features, String column, boolean isFloat) {
    this.numbers = numbers;
    this.features = new ArrayList<>(features);
    this.places = FeatureNumbers.places(features);
    this.column = column;
    this.isFloat = isFloat;
  }

  static FeatureMap of(
      FeatureNumbers numbers,
      List<String> features,
      String column,
      MapType declared,
      List<String> problems) {
    FeatureMap map =
        new FeatureMap(numbers, features, column, FeatureNumbers.isFloat(declared.getValueType()));
    problems.addAll(map.wrong("INPUT: ", declared, ""));
    return map;
  }

  private List<String> wrong(String prefix, LogicalType type, String suffix) {
    List<String> problems = new ArrayList<>();
    if (!(type instanceof MapType map)) {
      problems.add(prefix + column + " must be a MAP, is " + type.asSummaryString() + suffix);
      return problems;
    }
    if (!map.getKeyType().is(LogicalTypeFamily.CHARACTER_STRING)) {
      String found = map.getKeyType().asSummaryString();
      problems.add(prefix + "a key of " + column + " must be STRING, is " + found + suffix);
    }
    if (!numbers.accepts(map.getValueType())) {
      problems.add(prefix + "a value of " + column + numbers.wrong(map.getValueType()) + suffix);
    }
    return problems;
  }

  @Override
  public FeatureMap given(List<LogicalType> types) {
    LogicalType type = types.get(0);
    List<String> problems = wrong("what is given: ", type, ": cast it");
    if (!problems.isEmpty()) {
      throw new ValidationException("ML_PREDICT: " + String.join("; ", problems));
    }
    boolean given = FeatureNumbers.isFloat(((MapType) type).getValueType());
    return new FeatureMap(numbers, features, column, given);
  }

  @Override
  public int inputSize() {
    return numbers.inputSize();
  }

  @Override
  public boolean read(RowData row, float[] input) {
    if (row.isNullAt(0)) {
      return false;
    }
    MapData map = row.getMap(0);
    ArrayData names = map.keyArray();
    ArrayData values = map.valueArray();
    boolean[] found = new boolean[features.size()];
    boolean whole = true;
    for (int i = 0; i < map.size(); i++) {
      int feature = feature(names, i);
      if (found[feature]) {
        throw new IllegalArgumentException(
            "the map " + column + " has " + features.get(feature) + " under two names");
      }
      found[feature] = true;
      if (values.isNullAt(i)) {
        whole = false;
      } else if (numbers.bars() > 1) {
        whole &= numbers.put(feature, values.getArray(i), isFloat, input);
      } else {
        double x = isFloat ? values.getFloat(i) : values.getDouble(i);
        whole &= numbers.put(feature, x, input);
      }
    }
    requireAll(found);
    return whole;
  }

  private int feature(ArrayData names, int at) {
    String name = names.isNullAt(at) ? "NULL" : names.getString(at).toString();
    Integer feature = places.get(name);
    if (feature == null) {
      throw new IllegalArgumentException(
          "the map "
              + column
              + " has "
              + name
              + ", which is none of the model's features, "
              + FeatureNumbers.said(features));
    }
    return feature;
  }

  private void requireAll(boolean[] found) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (!found[i]) {
        missing.add(features.get(i));
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the map " + column + " has no " + String.join(", ", missing));
    }
  }
}
