package io.tidemark.models.onnx;

import io.tidemark.models.onnx.ProtobufReader.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a {@code ModelProto} ({@code onnx.proto3}, ONNX IR specification) within bounds: what it
 * makes of a file takes a small multiple of the file's size, whatever the file says.
 */
public final class OnnxModelReader {

  /** Graphs within graphs. */
  private static final int MAX_DEPTH = 32;

  /** Nodes, attributes, tensors and texts in all: each takes some hundred bytes of memory. */
  private static final int MAX_PARTS = 1_000_000;

  private int parts;

  private OnnxModelReader() {}

  /**
   * Reads a file.
   *
   * @throws MalformedException if it is no ONNX file, is cut off, contradicts itself or is beyond
   *     the bounds
   */
  public static OnnxModel read(byte[] file) throws MalformedException {
    return new OnnxModelReader().model(new ProtobufReader(file));
  }

  private OnnxModel model(ProtobufReader model) throws MalformedException {
    long irVersion = 0;
    String producer = "";
    ModelGraph graph = null;
    TreeMap<String, Long> opsets = new TreeMap<>();
    List<String> functions = new ArrayList<>();
    while (model.next()) {
      switch (model.field()) {
        case 1 -> irVersion = model.number();
        case 2 -> producer = model.text();
        case 7 -> {
          if (graph != null) {
            throw new MalformedException("a graph is said twice");
          }
          graph = graph(model.message(), 0);
        }
        case 8 -> opset(model.message(), opsets);
        case 25 -> functions.add(function(model.message()));
        default -> {
          // versions, notes and training
        }
      }
    }
    if (graph == null) {
      throw new MalformedException("it holds no graph");
    }
    return new OnnxModel(irVersion, producer, opsets, graph, functions);
  }

  private void opset(ProtobufReader opset, Map<String, Long> opsets) throws MalformedException {
    count();
    String domain = "";
    long version = 0;
    while (opset.next()) {
      if (opset.field() == 1) {
        domain = opset.text();
      } else if (opset.field() == 2) {
        version = opset.number();
      }
    }
    Long before = opsets.put(domain.equals("ai.onnx") ? OnnxModel.STANDARD : domain, version);
    if ((before != null && before != version) || version < 0 || version > Integer.MAX_VALUE) {
      throw new MalformedException(
          "operator set '%s' is of version %s and %d".formatted(domain, before, version));
    }
  }

  private String function(ProtobufReader function) throws MalformedException {
    count();
    String name = "";
    String domain = "";
    while (function.next()) {
      if (function.field() == 1) {
        name = function.text();
      } else if (function.field() == 10) {
        domain = function.text();
      }
    }
    return domain.isEmpty() ? name : domain + "." + name;
  }

  private ModelGraph graph(ProtobufReader graph, int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("nested deeper than " + MAX_DEPTH);
    }
    String name = "";
    boolean sparse = false;
    List<GraphNode> nodes = new ArrayList<>();
    Map<String, ConstantTensor> constants = new LinkedHashMap<>();
    List<ValueType> inputs = new ArrayList<>();
    List<ValueType> outputs = new ArrayList<>();
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> nodes.add(node(graph.message(), depth));
        case 2 -> name = graph.text();
        case 5 -> {
          ConstantTensor tensor = tensor(graph.message());
          if (constants.put(tensor.name(), tensor) != null) {
            throw new MalformedException("tensor '" + tensor.name() + "' is said twice");
          }
        }
        case 11 -> inputs.add(value(graph.message()));
        case 12 -> outputs.add(value(graph.message()));
        case 15 -> sparse = true;
        default -> {
          // notes, and shapes of inner values
        }
      }
    }
    return new ModelGraph(name, nodes, constants, inputs, outputs, sparse);
  }

  private GraphNode node(ProtobufReader node, int depth) throws MalformedException {
    count();
    String name = "";
    String operator = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, NodeAttribute> attributes = new LinkedHashMap<>();
    while (node.next()) {
      switch (node.field()) {
        case 1 -> inputs.add(counted(node));
        case 2 -> outputs.add(counted(node));
        case 3 -> name = node.text();
        case 4 -> operator = node.text();
        case 5 -> attribute(node, depth, attributes);
        case 7 -> domain = node.text();
        default -> {
          // notes
        }
      }
    }
    return new GraphNode(name, operator, domain, inputs, outputs, attributes);
  }

  private void attribute(ProtobufReader node, int depth, Map<String, NodeAttribute> attributes)
      throws MalformedException {
    count();
    AttributeParts found = new AttributeParts();
    ProtobufReader attribute = node.message();
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> found.name = attribute.text();
        case 2 -> found.real = Float.intBitsToFloat(attribute.bits());
        case 3 -> found.whole = attribute.number();
        case 4 -> found.text = attribute.text();
        case 5 -> found.tensor = tensor(attribute.message());
        case 6 -> found.graph = graph(attribute.message(), depth + 1);
        case 7 -> found.reals.add(attribute.fixedList(Float.BYTES));
        case 8 -> found.wholes.add(attribute.integerList());
        case 9 -> found.texts.add(counted(attribute));
        case 11 -> graph(attribute.message(), depth + 1); // counted, and kept as it stands
        case 20 -> found.type = attribute.number();
        default -> {
          // kept as they stand
        }
      }
      if (attribute.field() > 1 && attribute.field() < 20) {
        found.last = attribute.field();
      }
    }
    if (attributes.put(found.name, found.value(node.bytes())) != null) {
      throw new MalformedException("attribute " + found.name + " is said twice");
    }
  }

  private ConstantTensor tensor(ProtobufReader reader) throws MalformedException {
    count();
    TensorParts tensor = new TensorParts();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> tensor.shape.add(reader.integerList());
        case 2 -> tensor.element = (int) Math.min(reader.number() & Long.MAX_VALUE, 1 << 16);
        case 4 -> tensor.fixed.add(reader.fixedList(Float.BYTES));
        case 5, 7, 11 -> tensor.wholes.add(reader.integerList());
        case 6 -> {
          count();
          tensor.texts.add(reader.bytes());
        }
        case 8 -> tensor.name = reader.text();
        case 9 -> tensor.raw = reader.bytes();
        case 10 -> tensor.fixed.add(reader.fixedList(Double.BYTES));
        case 13 -> pair(reader.message(), tensor.elsewhere);
        case 14 -> tensor.external = reader.number() != 0;
        default -> {
          // notes, and parts of tensors
        }
      }
    }
    return tensor.value();
  }

  private void pair(ProtobufReader pair, Map<String, String> pairs) throws MalformedException {
    count();
    String key = "";
    String value = "";
    while (pair.next()) {
      if (pair.field() == 1) {
        key = pair.text();
      } else if (pair.field() == 2) {
        value = pair.text();
      }
    }
    if (pairs.put(key, value) != null) {
      throw new MalformedException("'" + key + "' is said twice");
    }
  }

  private ValueType value(ProtobufReader info) throws MalformedException {
    count();
    String name = "";
    ValueType type = new ValueType("", ValueType.Kind.UNKNOWN, 0, List.of());
    while (info.next()) {
      if (info.field() == 1) {
        name = info.text();
      } else if (info.field() == 2) {
        type = type(info.message());
      }
    }
    return type.named(name);
  }

  private ValueType type(ProtobufReader type) throws MalformedException {
    ValueType found = new ValueType("", ValueType.Kind.UNKNOWN, 0, List.of());
    while (type.next()) {
      if (type.field() == 1) {
        found = tensorType(type.message());
      } else if (type.field() == 4 || type.field() == 5) {
        found = new ValueType("", ValueType.Kind.COLLECTION, 0, List.of());
      }
    }
    return found;
  }

  private ValueType tensorType(ProtobufReader tensor) throws MalformedException {
    int element = 0;
    List<ValueType.Dimension> shape = new ArrayList<>();
    while (tensor.next()) {
      if (tensor.field() == 1) {
        element = (int) tensor.number();
      } else if (tensor.field() == 2) {
        ProtobufReader dimensions = tensor.message();
        while (dimensions.next()) {
          if (dimensions.field() == 1) {
            shape.add(dimension(dimensions.message()));
          }
        }
      }
    }
    return new ValueType("", ValueType.Kind.TENSOR, element, shape);
  }

  private ValueType.Dimension dimension(ProtobufReader dimension) throws MalformedException {
    count();
    ValueType.Dimension found = new ValueType.Dimension(ValueType.Dimension.OPEN, "");
    while (dimension.next()) {
      if (dimension.field() == 1) {
        long length = dimension.number();
        found = new ValueType.Dimension(length < 0 ? ValueType.Dimension.OPEN : length, "");
      } else if (dimension.field() == 2) {
        found = new ValueType.Dimension(ValueType.Dimension.OPEN, dimension.text());
      }
    }
    return found;
  }

  private String counted(ProtobufReader reader) throws MalformedException {
    count();
    return reader.text();
  }

  private void count() throws MalformedException {
    if (++parts > MAX_PARTS) {
      throw new MalformedException("more than %,d parts".formatted(MAX_PARTS));
    }
  }
}
