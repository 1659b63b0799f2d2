package io.tidemark.models.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code NodeProto}: one operator.
 *
 * @param name may be empty
 * @param operator what it does
 * @param domain whose operator it is; empty for the standard's
 * @param inputs names of values; an empty one stands for none
 * @param outputs names of the values that it makes
 * @param attributes by name, in the file's order
 */
public record GraphNode(
    String name,
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, NodeAttribute> attributes) {

  public GraphNode {
    // The file may write the standard's domain in two ways.
    domain = domain.equals("ai.onnx") ? OnnxModel.STANDARD : domain;
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** An operator of the standard that makes one value and has its name. */
  public static GraphNode of(
      String operator, List<String> inputs, String output, Map<String, NodeAttribute> attributes) {
    return new GraphNode(output, operator, OnnxModel.STANDARD, inputs, List.of(output), attributes);
  }

  /** Whether it is this operator of this domain. */
  public boolean is(String whose, String what) {
    return domain.equals(whose) && operator.equals(what);
  }

  /** The operator, and the node's name or what it makes, as a person finds it in the file. */
  public String label() {
    String known = name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
    String whose = domain.isEmpty() ? "" : domain + ".";
    return known.isEmpty() ? whose + operator : whose + operator + " '" + known + "'";
  }

  /** A whole number; {@code otherwise} if the node says none of this name. */
  public long whole(String attribute, long otherwise) {
    return attributes.get(attribute) instanceof NodeAttribute.Whole said ? said.value() : otherwise;
  }

  /** A number with a fraction; {@code otherwise} if the node says none of this name. */
  public float real(String attribute, float otherwise) {
    return attributes.get(attribute) instanceof NodeAttribute.Real said ? said.value() : otherwise;
  }

  /** A text; empty if the node says none of this name. */
  public String text(String attribute) {
    return attributes.get(attribute) instanceof NodeAttribute.Text said ? said.value() : "";
  }

  /** Numbers with a fraction; none if the node says none of this name. */
  public float[] reals(String attribute) {
    return attributes.get(attribute) instanceof NodeAttribute.Reals said
        ? said.values()
        : new float[0];
  }

  /** Whole numbers; none if the node says none of this name. */
  public long[] wholes(String attribute) {
    return attributes.get(attribute) instanceof NodeAttribute.Wholes said
        ? said.values()
        : new long[0];
  }

  /** Texts; none if the node says none of this name. */
  public List<String> texts(String attribute) {
    return attributes.get(attribute) instanceof NodeAttribute.Texts said
        ? said.values()
        : List.of();
  }

  /** A tensor; null if the node says none of this name. */
  public @Nullable ConstantTensor tensor(String attribute) {
    return attributes.get(attribute) instanceof NodeAttribute.Tensor said ? said.value() : null;
  }

  /** The same operator between other values. */
  public GraphNode between(List<String> otherInputs, List<String> otherOutputs) {
    return new GraphNode(name, operator, domain, otherInputs, otherOutputs, attributes);
  }

  /** The same operator with every value's name changed. */
  public GraphNode renamed(UnaryOperator<String> names) {
    return between(inputs.stream().map(names).toList(), outputs.stream().map(names).toList());
  }
}
