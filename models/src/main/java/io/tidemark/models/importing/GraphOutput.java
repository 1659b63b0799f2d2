package io.tidemark.models.importing;

import io.tidemark.models.onnx.ValueType;
import java.util.List;

/**
 * An output of a graph as it was exported.
 *
 * @param type as the file says it
 * @param kind what it is
 * @param source the tensor that holds its numbers: itself, or what its maps are made of
 * @param element of the source
 * @param width numbers a row; 0 if that is not known
 * @param classes names of the columns, where the graph says them
 * @param bounded whether what makes it cannot answer beyond 0 and 1
 * @param opposed whether it is a classifier's margin between two classes, beside its opposite: of
 *     such a sigmoid makes probabilities, where a softmax would double the margin
 */
record GraphOutput(
    ValueType type,
    OutputKind kind,
    String source,
    int element,
    int width,
    List<String> classes,
    boolean bounded,
    boolean opposed) {

  String name() {
    return type.name();
  }

  /** As people write it. */
  @Override
  public String toString() {
    return "'%s' (%s%s)".formatted(name(), kind, width > 1 ? " of " + width : "");
  }
}
