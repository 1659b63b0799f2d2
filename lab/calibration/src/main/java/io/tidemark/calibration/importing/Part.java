package io.tidemark.calibration.importing;

/** What rows are used for, in the order of time. */
enum Part {
  /** The model may have seen them; the drift gate's reference. */
  TRAINING(0, "training"),
  /** Quantiles and bins of what answers have meant. */
  VALIDATION(1, "validation"),
  /** The honest figures and the golden inputs. */
  TEST(2, "test");

  private final int place;
  private final String text;

  Part(int place, String text) {
    this.place = place;
    this.text = text;
  }

  /** Its place in the order of time, from 0. */
  int place() {
    return place;
  }

  /** As messages write it. */
  @Override
  public String toString() {
    return text;
  }
}
