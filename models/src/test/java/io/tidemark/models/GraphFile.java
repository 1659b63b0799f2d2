package io.tidemark.models;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an ONNX file byte by byte, sound or not: {@code features} [-1, 3] to whatever is asked of
 * it.
 */
final class GraphFile {

  static final int FLOAT = 1;
  static final int INT8 = 3;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int BOOL = 9;

  private final List<Object> graph = new ArrayList<>(List.of(2, "graph"));
  private final List<Object> model = new ArrayList<>(List.of(1, 8));
  private final int opset;

  GraphFile() {
    this(17);
  }

  GraphFile(int opset) {
    this.opset = opset;
    graph.addAll(List.of(11, info("features", FLOAT, -1, 3)));
  }

  /** What answers a probability, so that the file is sound but for what was added. */
  GraphFile answering() {
    return tensor("weights", FLOAT, new long[] {3, 1}, 9, new byte[12])
        .node("MatMul", "features, weights", "logit")
        .node("Sigmoid", "logit", "each")
        .whole("last", 1)
        .node("Squeeze", "each, last", "probability")
        .output("probability", -1);
  }

  GraphFile output(String name, long... shape) {
    return part(12, info(name, FLOAT, shape));
  }

  /** Attributes are made by {@link #attribute}. */
  GraphFile node(String operator, String inputs, String outputs, byte[]... attributes) {
    return part(1, operation(operator, inputs, outputs, attributes));
  }

  static byte[] operation(String operator, String inputs, String outputs, byte[]... attributes) {
    List<Object> node = new ArrayList<>();
    for (String input : inputs.split(", ", 0)) {
      node.addAll(List.of(1, input));
    }
    for (String output : outputs.split(", ", 0)) {
      node.addAll(List.of(2, output));
    }
    node.addAll(List.of(3, outputs.split(", ", 0)[0], 4, operator));
    for (byte[] attribute : attributes) {
      node.addAll(List.of(5, attribute));
    }
    return message(node.toArray());
  }

  /** A list of whole numbers as a constant. */
  GraphFile whole(String name, long... numbers) {
    return part(5, wholeTensor(name, INT64, numbers));
  }

  static byte[] wholeTensor(String name, int type, long... numbers) {
    List<Object> tensor = new ArrayList<>(List.of(1, (long) numbers.length, 2, type, 8, name));
    for (long number : numbers) {
      tensor.addAll(List.of(type == INT64 ? 7 : 5, number));
    }
    return message(tensor.toArray());
  }

  /** A constant of no dimension. */
  GraphFile scalar(String name, int type, long number) {
    return part(5, message(2, type, 8, name, type == INT64 ? 7 : 5, number));
  }

  GraphFile tensor(String name, int type, long[] shape, int field, byte[] content) {
    List<Object> tensor = new ArrayList<>();
    for (long dimension : shape) {
      tensor.addAll(List.of(1, dimension));
    }
    tensor.addAll(List.of(2, type, 8, name, field, content));
    return part(5, message(tensor.toArray()));
  }

  /** A part of the graph under its field's number. */
  GraphFile part(int field, byte[] content) {
    graph.addAll(List.of(field, content));
    return this;
  }

  /** A part of the model under its field's number. */
  GraphFile beside(int field, byte[] content) {
    model.addAll(List.of(field, content));
    return this;
  }

  byte[] bytes() {
    List<Object> whole = new ArrayList<>(model);
    whole.addAll(List.of(7, message(graph.toArray()), 8, message(1, "", 2, opset)));
    return message(whole.toArray());
  }

  /** A number, a list, a text, a tensor or a graph: field 3, 8, 4, 5 or 6. */
  static byte[] attribute(String name, int field, Object... values) {
    int type = field == 3 ? 2 : field == 8 ? 7 : field == 4 ? 3 : field == 5 ? 4 : 5;
    List<Object> attribute = new ArrayList<>(List.of(1, name, 20, type));
    for (Object value : values) {
      attribute.addAll(List.of(field, value));
    }
    return message(attribute.toArray());
  }

  /** A value's name, type and shape; -1 is open. */
  static byte[] info(String name, int type, long... shape) {
    List<Object> dimensions = new ArrayList<>();
    for (long width : shape) {
      dimensions.addAll(List.of(1, width < 0 ? message(2, "N") : message(1, width)));
    }
    byte[] tensor = message(1, type, 2, message(dimensions.toArray()));
    return message(1, name, 2, message(1, tensor));
  }

  /** Field numbers, each with its value: a whole number, a text or bytes. */
  static byte[] message(Object... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      long field = ((Number) fields[i]).longValue();
      if (fields[i + 1] instanceof Number number) {
        varint(out, field << 3);
        varint(out, number.longValue());
      } else {
        byte[] content =
            fields[i + 1] instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : (byte[]) fields[i + 1];
        varint(out, field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
      }
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long number) {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
