package io.tidemark.udf.model;

import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.Prediction;
import org.jspecify.annotations.Nullable;

/** A model in ONNX Runtime, in one task. Not for several threads at once. */
interface OpenedModel extends AutoCloseable {

  /**
   * Answers one row.
   *
   * @param numbers [windowBars, F], the vector of the oldest bar first
   */
  Prediction predict(float[] numbers);

  /** What a version says of itself; null of a bare file, which says nothing. */
  @Nullable ModelMetadata metadata();

  @Override
  void close();
}
