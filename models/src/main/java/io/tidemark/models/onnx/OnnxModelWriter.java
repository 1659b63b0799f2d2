package io.tidemark.models.onnx;

import java.util.Map;
import java.util.TreeMap;

/** Writes a {@code ModelProto}: the same bytes for the same model. */
public final class OnnxModelWriter {

  private OnnxModelWriter() {}

  /**
   * The bytes of a file.
   *
   * @throws IllegalArgumentException if the model has parts that were not kept: functions of its
   *     own or sparse constants
   */
  public static byte[] write(OnnxModel model) {
    if (!model.functions().isEmpty() || model.graph().sparse()) {
      throw new IllegalArgumentException("functions and sparse tensors are not kept");
    }
    OnnxMessageWriter out =
        new OnnxMessageWriter().number(1, model.irVersion()).text(2, model.producer());
    out.message(7, graph(model.graph()));
    model
        .opsets()
        .forEach(
            (domain, version) ->
                out.message(8, new OnnxMessageWriter().text(1, domain).number(2, version)));
    return out.toByteArray();
  }

  private static OnnxMessageWriter graph(ModelGraph graph) {
    OnnxMessageWriter out = new OnnxMessageWriter();
    graph.nodes().forEach(node -> out.message(1, node(node)));
    out.text(2, graph.name());
    graph.constants().forEach((name, tensor) -> out.message(5, tensor(tensor.named(name))));
    graph.inputs().forEach(input -> out.message(11, value(input)));
    graph.outputs().forEach(output -> out.message(12, value(output)));
    return out;
  }

  private static OnnxMessageWriter node(GraphNode node) {
    OnnxMessageWriter out = new OnnxMessageWriter();
    node.inputs().forEach(input -> out.text(1, input));
    node.outputs().forEach(output -> out.text(2, output));
    out.text(3, node.name()).text(4, node.operator());
    for (Map.Entry<String, NodeAttribute> attribute : node.attributes().entrySet()) {
      if (attribute.getValue() instanceof NodeAttribute.Unread unread) {
        out.bytes(5, unread.message());
      } else {
        out.message(5, attribute(attribute.getKey(), attribute.getValue()));
      }
    }
    return node.domain().isEmpty() ? out : out.text(7, node.domain());
  }

  private static OnnxMessageWriter attribute(String name, NodeAttribute value) {
    OnnxMessageWriter out = new OnnxMessageWriter().text(1, name);
    if (value instanceof NodeAttribute.Real real) {
      return out.real(2, real.value()).number(20, 1);
    } else if (value instanceof NodeAttribute.Whole whole) {
      return out.number(3, whole.value()).number(20, 2);
    } else if (value instanceof NodeAttribute.Text text) {
      return out.text(4, text.value()).number(20, 3);
    } else if (value instanceof NodeAttribute.Tensor tensor) {
      return out.message(5, tensor(tensor.value())).number(20, 4);
    } else if (value instanceof NodeAttribute.Subgraph within) {
      return out.message(6, graph(within.value())).number(20, 5);
    } else if (value instanceof NodeAttribute.Reals reals) {
      return out.bytes(7, LittleEndian.of(reals.values())).number(20, 6);
    } else if (value instanceof NodeAttribute.Wholes wholes) {
      return out.numbers(8, wholes.values()).number(20, 7);
    } else if (value instanceof NodeAttribute.Texts texts) {
      texts.values().forEach(text -> out.text(9, text));
      return out.number(20, 8);
    }
    throw new IllegalArgumentException("written as it stands: " + name);
  }

  private static OnnxMessageWriter tensor(ConstantTensor tensor) {
    OnnxMessageWriter out = new OnnxMessageWriter();
    if (tensor.shape().length > 0) {
      out.numbers(1, tensor.shape());
    }
    out.number(2, tensor.element());
    tensor.texts().forEach(text -> out.bytes(6, text));
    out.text(8, tensor.name());
    if (tensor.isElsewhere()) {
      new TreeMap<>(tensor.elsewhere())
          .forEach(
              (key, value) -> out.message(13, new OnnxMessageWriter().text(1, key).text(2, value)));
      return out.number(14, 1);
    }
    return tensor.element() == ElementType.STRING ? out : out.bytes(9, tensor.data());
  }

  private static OnnxMessageWriter value(ValueType value) {
    OnnxMessageWriter out = new OnnxMessageWriter().text(1, value.name());
    if (value.kind() != ValueType.Kind.TENSOR) {
      return out; // a runtime finds the type of maps by itself
    }
    OnnxMessageWriter tensor = new OnnxMessageWriter().number(1, value.element());
    if (!value.shape().isEmpty()) {
      OnnxMessageWriter shape = new OnnxMessageWriter();
      value.shape().forEach(dimension -> shape.message(1, dimension(dimension)));
      tensor.message(2, shape);
    }
    return out.message(2, new OnnxMessageWriter().message(1, tensor));
  }

  private static OnnxMessageWriter dimension(ValueType.Dimension dimension) {
    OnnxMessageWriter out = new OnnxMessageWriter();
    if (!dimension.isOpen()) {
      return out.number(1, dimension.length());
    }
    return dimension.symbol().isEmpty() ? out : out.text(2, dimension.symbol());
  }
}
