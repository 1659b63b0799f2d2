package io.tidemark.models.onnx;

import io.tidemark.models.onnx.ProtobufReader.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one {@code TensorProto} while they are read; they may come in any order. */
final class TensorParts {

  String name = "";
  int element;
  boolean external;
  byte @Nullable [] raw;
  final List<long[]> shape = new ArrayList<>();
  final List<byte[]> fixed = new ArrayList<>();
  final List<long[]> wholes = new ArrayList<>();
  final List<byte[]> texts = new ArrayList<>();
  final Map<String, String> elsewhere = new HashMap<>();

  ConstantTensor value() throws MalformedException {
    long[] dimensions = ConstantTensor.joined(shape);
    if (external || !elsewhere.isEmpty()) {
      ConstantTensor.bytes(name, element, dimensions);
      if (!elsewhere.containsKey("location")) {
        throw new MalformedException("tensor '" + name + "' lies elsewhere, but not where");
      }
      return new ConstantTensor(name, element, dimensions, new byte[0], List.of(), elsewhere);
    }
    if (element == ElementType.STRING) {
      return new ConstantTensor(name, element, dimensions, new byte[0], texts, Map.of());
    }
    byte[] data = data();
    if (data.length != ConstantTensor.bytes(name, element, dimensions)) {
      throw new MalformedException(
          "tensor '%s' of %s%s has %d bytes"
              .formatted(
                  name, ElementType.name(element), Arrays.toString(dimensions), data.length));
    }
    return new ConstantTensor(name, element, dimensions, data, List.of(), Map.of());
  }

  private byte[] data() {
    byte[] given = raw;
    if (given != null) {
      return given;
    }
    return wholes.isEmpty()
        ? ConstantTensor.joinedBytes(fixed)
        : ConstantTensor.narrowed(ConstantTensor.joined(wholes), element);
  }
}
