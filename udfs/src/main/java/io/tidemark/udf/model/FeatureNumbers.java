package io.tidemark.udf.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * What a feature is in SQL: a number or, for a model of several bars, an array of numbers, oldest
 * first.
 *
 * @param bars of one scoring; 0 where they are not known, and both are right
 * @param features how many the model takes
 */
record FeatureNumbers(int bars, int features) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many numbers the model is asked with. */
  int inputSize() {
    return bars * features;
  }

  /** Whether a type is what a feature is. */
  boolean accepts(LogicalType type) {
    LogicalType number = number(type);
    return (bars == 0 || bars > 1 == type instanceof ArrayType)
        && (number.is(LogicalTypeRoot.FLOAT) || number.is(LogicalTypeRoot.DOUBLE));
  }

  /** Whether its numbers are FLOAT; else they are DOUBLE. */
  static boolean isFloat(LogicalType type) {
    return number(type).is(LogicalTypeRoot.FLOAT);
  }

  private static LogicalType number(LogicalType type) {
    return type instanceof ArrayType array ? array.getElementType() : type;
  }

  /** Ends the sentence on a type that is not {@link #accepts accepted}. */
  String wrong(LogicalType type) {
    String number = " must be FLOAT or DOUBLE";
    return switch (bars) {
          case 0 -> number + ", or an ARRAY of them";
          case 1 -> number;
          default -> " must be ARRAY<FLOAT> or ARRAY<DOUBLE>";
        }
        + ", is "
        + type.asSummaryString();
  }

  /** Takes the number of a feature; false if it is not finite. */
  boolean put(int feature, double x, float[] input) {
    input[feature] = (float) x;
    return Double.isFinite(x);
  }

  /**
   * Takes the numbers of a feature.
   *
   * @return false if one is missing or not finite
   * @throws IllegalArgumentException if there are more than the model takes
   */
  boolean put(int feature, ArrayData array, boolean isFloat, float[] input) {
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
      input[bar * features + feature] = (float) x;
      whole &= Double.isFinite(x);
    }
    return whole;
  }

  /**
   * The place of each feature by its own name and by its {@link #plain} one; a plain name of two
   * features is none.
   */
  static HashMap<String, Integer> places(List<String> features) {
    HashMap<String, Integer> places = new HashMap<>();
    List<String> plain = features.stream().map(FeatureNumbers::plain).toList();
    for (int i = 0; i < plain.size(); i++) {
      if (plain.indexOf(plain.get(i)) == plain.lastIndexOf(plain.get(i))) {
        places.put(plain.get(i), i);
      }
    }
    for (int i = 0; i < features.size(); i++) {
      places.put(features.get(i), i);
    }
    return places;
  }

  /** {@code rsi_14} for {@code rsi(14)}: a name that needs no backticks. */
  private static String plain(String feature) {
    return feature.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
  }

  /** The features as they can be written, for people. */
  static String said(List<String> features) {
    HashMap<String, Integer> places = places(features);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      String plain = plain(features.get(i));
      names.add(places.getOrDefault(plain, -1) == i ? plain : "`" + features.get(i) + "`");
    }
    return String.join(", ", names);
  }
}
