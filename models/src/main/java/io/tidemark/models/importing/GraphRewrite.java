package io.tidemark.models.importing;

import io.tidemark.models.onnx.OnnxModel;

/** One step from a graph as it was exported to the house's form. */
interface GraphRewrite {

  /** What it does, for people, such as {@code ZipMap dropped}. */
  String sentence();

  /** The graph after it. */
  OnnxModel apply(OnnxModel model);
}
