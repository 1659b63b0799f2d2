package io.tidemark.models;

/** Names of the files of an artefact, beside its manifest and its drift calibration. */
public final class ArtefactFiles {

  public static final String MODEL = "model.onnx";
  public static final String BASELINE = "baseline.csv";
  public static final String GOLDEN = "golden.csv";

  /** Both or none: {@link PrefixForm}. */
  public static final String PREFIX = "prefix.onnx";

  public static final String STEP = "step.onnx";

  /** What an imported model was made of; nobody runs it. */
  public static final String ORIGINAL = "original.onnx";

  private ArtefactFiles() {}
}
