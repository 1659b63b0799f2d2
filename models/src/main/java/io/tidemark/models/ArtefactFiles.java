package io.tidemark.models;

/** Names of the files of an artefact, beside its manifest and its drift calibration. */
final class ArtefactFiles {

  static final String MODEL = "model.onnx";
  static final String BASELINE = "baseline.csv";
  static final String GOLDEN = "golden.csv";

  /** Both or none: {@link PrefixForm}. */
  static final String PREFIX = "prefix.onnx";

  static final String STEP = "step.onnx";

  private ArtefactFiles() {}
}
