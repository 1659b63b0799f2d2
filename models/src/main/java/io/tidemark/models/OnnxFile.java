package io.tidemark.models;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a model file asks of its surroundings, read from its bytes before ONNX Runtime sees them: a
 * walk over the protobuf messages of {@code onnx.proto3} (ONNX IR specification) that knows only
 * where tensors, operator sets and sub-graphs stand.
 */
final class OnnxFile {

  /** Domains of the ONNX standard; all others are custom operators, or one runtime's own. */
  private static final Set<String> STANDARD = Set.of("", "ai.onnx", "ai.onnx.ml");

  /** Sub-graphs within sub-graphs; a file that goes deeper was made to hurt. */
  private static final int MAX_DEPTH = 64;

  private enum Message {
    MODEL,
    TRAINING,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR,
    EXTERNAL_DATA,
    OPSET,
    OTHER
  }

  private final TreeMap<String, Long> opsets = new TreeMap<>();
  private final TreeSet<String> domains = new TreeSet<>();
  private boolean externalData;
  private boolean hasGraph;

  private OnnxFile() {}

  /**
   * Walks over a file.
   *
   * @throws ModelRejectedException if it is not protobuf
   */
  static OnnxFile inspect(String name, byte[] file) throws ModelRejectedException {
    OnnxFile found = new OnnxFile();
    try {
      found.walk(new ProtobufReader(file), Message.MODEL, 0);
    } catch (ProtobufReader.MalformedException e) {
      throw new ModelRejectedException(name + ": not an ONNX file: " + e, e);
    }
    return found;
  }

  /**
   * Refuses a file that reads other files, wants operators beyond the standard, or another operator
   * set than the manifest says.
   */
  void requireServable(String file, int opset) throws ModelRejectedException {
    if (!hasGraph) {
      throw ModelRejectedException.of(file, "an ONNX model", "no graph");
    }
    if (externalData) {
      throw ModelRejectedException.of(file, "all weights inside", "external data");
    }
    TreeSet<String> foreign = new TreeSet<>(domains);
    foreign.addAll(opsets.keySet());
    foreign.removeAll(STANDARD);
    if (!foreign.isEmpty()) {
      throw ModelRejectedException.of(file, "operators of the ONNX standard only", foreign);
    }
    Long found = opsets.getOrDefault("", opsets.getOrDefault("ai.onnx", -1L));
    if (found != opset) {
      throw ModelRejectedException.of(file, "opset " + opset, found);
    }
  }

  private void walk(ProtobufReader reader, Message message, int depth)
      throws ProtobufReader.MalformedException {
    if (depth > MAX_DEPTH) {
      throw new ProtobufReader.MalformedException("nested deeper than " + MAX_DEPTH);
    }
    String domain = "";
    long version = -1;
    while (reader.next()) {
      int field = reader.field();
      Message child = child(message, field);
      if (child == Message.GRAPH) {
        hasGraph = true;
      }
      if (child == Message.EXTERNAL_DATA) {
        externalData = true;
      } else if (child != Message.OTHER) {
        walk(reader.message(), child, depth + 1);
      } else if (message == Message.TENSOR && field == 14) {
        externalData |= reader.number() != 0;
      } else if (message == Message.NODE && field == 7) {
        domains.add(text(reader));
      } else if (message == Message.OPSET && field == 1) {
        domain = text(reader);
      } else if (message == Message.OPSET && field == 2) {
        version = reader.number();
      }
    }
    if (message == Message.OPSET) {
      opsets.put(domain, version);
    }
  }

  private static String text(ProtobufReader reader) throws ProtobufReader.MalformedException {
    return new String(reader.bytes(), StandardCharsets.UTF_8);
  }

  /** Field numbers of {@code onnx.proto3}. */
  private static Message child(Message message, int field) {
    return switch (message) {
      case MODEL ->
          switch (field) {
            case 7 -> Message.GRAPH;
            case 8 -> Message.OPSET;
            case 20 -> Message.TRAINING;
            case 25 -> Message.FUNCTION;
            default -> Message.OTHER;
          };
      case TRAINING -> field == 1 || field == 2 ? Message.GRAPH : Message.OTHER;
      case GRAPH ->
          switch (field) {
            case 1 -> Message.NODE;
            case 5 -> Message.TENSOR;
            case 15 -> Message.SPARSE_TENSOR;
            default -> Message.OTHER;
          };
      case FUNCTION ->
          switch (field) {
            case 7 -> Message.NODE;
            case 9 -> Message.OPSET;
            case 11 -> Message.ATTRIBUTE;
            default -> Message.OTHER;
          };
      case NODE -> field == 5 ? Message.ATTRIBUTE : Message.OTHER;
      case ATTRIBUTE ->
          switch (field) {
            case 5, 10 -> Message.TENSOR;
            case 6, 11 -> Message.GRAPH;
            case 22, 23 -> Message.SPARSE_TENSOR;
            default -> Message.OTHER;
          };
      case SPARSE_TENSOR -> field == 1 || field == 2 ? Message.TENSOR : Message.OTHER;
      case TENSOR -> field == 13 ? Message.EXTERNAL_DATA : Message.OTHER;
      case EXTERNAL_DATA, OPSET, OTHER -> Message.OTHER;
    };
  }
}
