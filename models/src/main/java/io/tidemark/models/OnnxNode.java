package io.tidemark.models;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a graph.
 *
 * @param name of the node; exporters may leave it empty
 * @param operator what it does
 * @param domain whose operator it is; empty for the standard's
 * @param inputs names of values; an empty one stands for none
 * @param outputs names of the values that it makes
 * @param attributes by name
 */
record OnnxNode(
    String name,
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes) {

  /**
   * What of an attribute can say something of a shape.
   *
   * @param integers of a number or a list of them
   * @param floats how many a list of them has
   * @param strings how many a list of them has
   * @param text empty if it is none
   * @param tensor null if it is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Attribute(
      long[] integers, long floats, long strings, String text, @Nullable OnnxValue tensor) {}

  /** The operator, and the node's name or what it makes, as a person finds it in the file. */
  String label() {
    return label(operator, name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name);
  }

  static String label(String operator, String name) {
    return operator + " '" + name + "'";
  }
}
