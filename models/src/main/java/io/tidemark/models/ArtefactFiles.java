package io.tidemark.models;

import java.util.Set;

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

  /** What {@code ./tidemark evaluate} measured on later data; not every artefact has it. */
  public static final String EVALUATION = "evaluation.json";

  /** What {@code ./tidemark drift evaluate} measured; not every artefact has it. */
  public static final String DELAYS = "delays.json";

  /** What the other files come to, for people; not every artefact has it. */
  public static final String CARD = "card.md";

  /** What may be put into an artefact that is sealed; nothing of it changes an answer. */
  public static final Set<String> ADDED =
      Set.of(DriftFile.FILE, OutcomeFile.FILE, EVALUATION, DELAYS, CARD);

  private ArtefactFiles() {}
}
