package io.tidemark.models;

import io.tidemark.models.onnx.ProtobufReader;
import io.tidemark.models.onnx.ProtobufReader.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph without its weights: what it takes, the shapes of its constants, and its operators in
 * their order.
 *
 * @param inputs shapes by name, {@link #FREE} where the graph leaves a dimension open
 * @param constants by name
 * @param nodes as they stand in the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OnnxOutline(
    Map<String, long[]> inputs, Map<String, OnnxValue> constants, List<OnnxNode> nodes) {

  /** A dimension that the caller chooses. */
  static final long FREE = -1;

  /** {@code TensorProto.DataType}s of whole numbers. */
  static final int INT32 = 6;

  static final int INT64 = 7;

  /** Reads a {@code GraphProto}. */
  static OnnxOutline read(ProtobufReader graph) throws MalformedException {
    OnnxOutline outline = new OnnxOutline(new HashMap<>(), new HashMap<>(), new ArrayList<>());
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> outline.nodes.add(node(graph.message()));
        case 5 -> outline.constant(graph.message());
        case 11 -> outline.input(graph.message());
        default -> {
          // names, notes and outputs
        }
      }
    }
    return outline;
  }

  private void constant(ProtobufReader tensor) throws MalformedException {
    Tensor found = tensor(tensor);
    if (constants.put(found.name, found.value()) != null) {
      throw new MalformedException("tensor '" + found.name + "' is said twice");
    }
  }

  private void input(ProtobufReader info) throws MalformedException {
    String name = "";
    long[] shape = {};
    boolean said = false;
    while (info.next()) {
      if (info.field() == 1) {
        name = text(info);
      } else if (info.field() == 2) {
        if (said) {
          throw new MalformedException("a type is said twice");
        }
        said = true;
        shape = dimensions(once(once(info.message(), 1), 2));
      }
    }
    if (inputs.put(name, shape) != null) {
      throw new MalformedException("input '" + name + "' is said twice");
    }
  }

  /** The only message of this number; an empty one if there is none. */
  private static ProtobufReader once(ProtobufReader reader, int field) throws MalformedException {
    ProtobufReader found = null;
    while (reader.next()) {
      if (reader.field() == field) {
        if (found != null) {
          throw new MalformedException("a type is said twice");
        }
        found = reader.message();
      }
    }
    return found == null ? new ProtobufReader(new byte[0]) : found;
  }

  private static long[] dimensions(ProtobufReader shape) throws MalformedException {
    List<Long> dimensions = new ArrayList<>();
    while (shape.next()) {
      if (shape.field() == 1) {
        ProtobufReader dimension = shape.message();
        long length = FREE;
        while (dimension.next()) {
          if (dimension.field() <= 2) { // a number or a name; the last one counts
            length = dimension.field() == 1 ? dimension.number() : FREE;
          }
        }
        dimensions.add(length < 0 ? FREE : length);
      }
    }
    return dimensions.stream().mapToLong(Long::longValue).toArray();
  }

  private static OnnxNode node(ProtobufReader node) throws MalformedException {
    String name = "";
    String operator = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, OnnxNode.Attribute> attributes = new HashMap<>();
    while (node.next()) {
      switch (node.field()) {
        case 1 -> inputs.add(text(node));
        case 2 -> outputs.add(text(node));
        case 3 -> name = text(node);
        case 4 -> operator = text(node);
        case 5 -> attribute(node.message(), attributes);
        case 7 -> domain = text(node);
        default -> {
          // notes
        }
      }
    }
    return new OnnxNode(name, operator, domain, inputs, outputs, attributes);
  }

  private static void attribute(
      ProtobufReader attribute, Map<String, OnnxNode.Attribute> attributes)
      throws MalformedException {
    String name = "";
    String text = "";
    long floats = 0;
    long strings = 0;
    long[] integer = {};
    Longs integers = new Longs();
    OnnxValue tensor = null;
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> name = text(attribute);
        case 3 -> integer = new long[] {attribute.number()};
        case 8 -> integers.add(attribute.integerList());
        case 4 -> text = text(attribute);
        case 5 -> {
          if (tensor != null) {
            throw new MalformedException("a tensor is said twice");
          }
          tensor = tensor(attribute.message()).value();
        }
        case 7 -> floats += attribute.floats();
        case 9 -> strings++;
        default -> {
          // graphs and sparse tensors are refused elsewhere
        }
      }
    }
    long[] list = integers.toArray();
    if (integer.length > 0 && list.length > 0) {
      throw new MalformedException("attribute " + name + " is a number and a list");
    }
    OnnxNode.Attribute found =
        new OnnxNode.Attribute(integer.length > 0 ? integer : list, floats, strings, text, tensor);
    if (attributes.put(name, found) != null) {
      throw new MalformedException("attribute " + name + " is said twice");
    }
  }

  /** What a {@code TensorProto} says of itself. */
  private static final class Tensor {
    String name = "";
    long type;
    long bytes;
    boolean elsewhere;
    final Longs shape = new Longs();
    final Longs integers = new Longs();
    final Longs longs = new Longs();
    byte @Nullable [] raw;

    OnnxValue value() throws MalformedException {
      long[] dimensions = shape.toArray();
      long elements = 1;
      for (long dimension : dimensions) {
        // No type has more than two numbers a byte.
        if (dimension < 0 || (!elsewhere && dimension > 0 && elements > 2 * bytes / dimension)) {
          throw new MalformedException(
              "tensor '%s' of shape %s has %d bytes"
                  .formatted(name, Arrays.toString(dimensions), bytes));
        }
        elements *= dimension;
      }
      boolean whole = !elsewhere && (type == INT32 || type == INT64);
      return new OnnxValue(
          dimensions, whole && elements <= OnnxValue.MOST_NUMBERS ? numbers(elements) : null);
    }

    private long @Nullable [] numbers(long elements) {
      byte[] bits = raw;
      long[] numbers =
          type == INT64
              ? longs.toArray()
              : Arrays.stream(integers.toArray()).map(number -> (int) number).toArray();
      if (bits != null) {
        ByteBuffer buffer = ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN);
        int size = type == INT64 ? Long.BYTES : Integer.BYTES;
        numbers = new long[bits.length / size];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = type == INT64 ? buffer.getLong() : buffer.getInt();
        }
      }
      return numbers.length == elements ? numbers : null;
    }
  }

  private static Tensor tensor(ProtobufReader reader) throws MalformedException {
    Tensor tensor = new Tensor();
    tensor.bytes = reader.length();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> tensor.shape.add(reader.integerList());
        case 2 -> tensor.type = reader.number();
        case 5 -> tensor.integers.add(reader.integerList());
        case 7 -> tensor.longs.add(reader.integerList());
        case 8 -> tensor.name = text(reader);
        case 9 -> tensor.raw = reader.bytes();
        case 13, 14 -> tensor.elsewhere = true; // which is refused elsewhere
        default -> {
          // numbers that are no shape
        }
      }
    }
    return tensor;
  }

  /** Whole numbers that come in pieces. */
  private static final class Longs {
    private final List<long[]> pieces = new ArrayList<>();

    void add(long[] piece) {
      pieces.add(piece);
    }

    long[] toArray() {
      return pieces.stream().flatMapToLong(Arrays::stream).toArray();
    }
  }

  private static String text(ProtobufReader reader) throws MalformedException {
    return new String(reader.bytes(), StandardCharsets.UTF_8);
  }
}
