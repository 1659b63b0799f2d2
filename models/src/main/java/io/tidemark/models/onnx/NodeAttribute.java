package io.tidemark.models.onnx;

import java.util.List;

/** What an {@code AttributeProto} holds. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public sealed interface NodeAttribute {

  /** A number with a fraction. */
  record Real(float value) implements NodeAttribute {}

  /** A whole number. */
  record Whole(long value) implements NodeAttribute {}

  /** A text. */
  record Text(String value) implements NodeAttribute {}

  /** A tensor. */
  record Tensor(ConstantTensor value) implements NodeAttribute {}

  /** A graph within the graph. */
  record Subgraph(ModelGraph value) implements NodeAttribute {}

  /** A list of numbers with a fraction. */
  record Reals(float[] values) implements NodeAttribute {}

  /** A list of whole numbers. */
  record Wholes(long... values) implements NodeAttribute {}

  /** A list of texts. */
  record Texts(List<String> values) implements NodeAttribute {}

  /** Another kind, such as a sparse tensor, as it stands in the file. */
  record Unread(byte[] message) implements NodeAttribute {}
}
