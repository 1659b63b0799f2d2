package io.tidemark.models.onnx;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@code ModelProto}: what a graph is and which operators it is written in. Notes, documentation
 * and shapes of inner values are not kept.
 *
 * @param irVersion of the file format
 * @param producer the exporter's name; may be empty
 * @param opsets version by domain; the standard's own domain is empty
 * @param graph the model
 * @param functions names of the functions that the file brings, which are not kept
 */
public record OnnxModel(
    long irVersion,
    String producer,
    SortedMap<String, Long> opsets,
    ModelGraph graph,
    List<String> functions) {

  /** The standard's domain. */
  public static final String STANDARD = "";

  /** The standard's domain for classic machine learning. */
  public static final String ML = "ai.onnx.ml";

  public OnnxModel {
    opsets = Collections.unmodifiableSortedMap(new TreeMap<>(opsets));
    functions = List.copyOf(functions);
  }

  /** Version of the standard's operators; 0 if the file imports none. */
  public int opset() {
    return Math.toIntExact(opsets.getOrDefault(STANDARD, 0L));
  }

  /** The same file with another graph. */
  public OnnxModel with(ModelGraph other) {
    return new OnnxModel(irVersion, producer, opsets, other, functions);
  }

  /** The same file in other versions of the operators. */
  public OnnxModel with(SortedMap<String, Long> others) {
    return new OnnxModel(irVersion, producer, others, graph, functions);
  }
}
