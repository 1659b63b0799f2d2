package io.tidemark.calibration.importing;

/** What rows are used for, in the order of time. */
enum Part {
  /** The model may have seen them; the drift gate's reference. */
  TRAINING,
  /** Quantiles and bins of what answers have meant. */
  VALIDATION,
  /** The honest figures and the golden inputs. */
  TEST;

  /** As messages write it. */
  @Override
  public String toString() {
    return switch (this) {
      case TRAINING -> "training";
      case VALIDATION -> "validation";
      case TEST -> "test";
    };
  }
}
