package io.tidemark.models.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one {@code AttributeProto} while they are read; they may come in any order. */
final class AttributeParts {

  private static final int REAL = 1;
  private static final int WHOLE = 2;
  private static final int TEXT = 3;
  private static final int TENSOR = 4;
  private static final int GRAPH = 5;
  private static final int REALS = 6;
  private static final int WHOLES = 7;
  private static final int TEXTS = 8;

  String name = "";
  long type;
  int last;
  float real;
  long whole;
  String text = "";
  @Nullable ConstantTensor tensor;
  @Nullable ModelGraph graph;
  final List<byte[]> reals = new ArrayList<>();
  final List<long[]> wholes = new ArrayList<>();
  final List<String> texts = new ArrayList<>();

  /** What it holds by its type, or, where an old file says no type, by the field that is there. */
  NodeAttribute value(byte[] message) throws ProtobufReader.MalformedException {
    int kind = type == 0 ? last - 1 : (int) Math.min(type & Long.MAX_VALUE, Integer.MAX_VALUE);
    return switch (kind) {
      case REAL -> new NodeAttribute.Real(real);
      case WHOLE -> new NodeAttribute.Whole(whole);
      case TEXT -> new NodeAttribute.Text(text);
      case TENSOR -> new NodeAttribute.Tensor(required(tensor));
      case GRAPH -> new NodeAttribute.Subgraph(required(graph));
      case REALS -> new NodeAttribute.Reals(LittleEndian.floats(ConstantTensor.joinedBytes(reals)));
      case WHOLES -> new NodeAttribute.Wholes(ConstantTensor.joined(wholes));
      case TEXTS -> new NodeAttribute.Texts(List.copyOf(texts));
      default -> new NodeAttribute.Unread(message);
    };
  }

  private <T> T required(@Nullable T value) throws ProtobufReader.MalformedException {
    if (value == null) {
      throw new ProtobufReader.MalformedException("attribute " + name + " holds nothing");
    }
    return value;
  }
}
