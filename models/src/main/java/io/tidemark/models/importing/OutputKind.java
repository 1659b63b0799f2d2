package io.tidemark.models.importing;

/** What an output of a graph is. */
enum OutputKind {
  /** The most likely class, which is dropped. */
  LABEL("label"),
  /** A map from class to probability for each row. */
  PROBABILITY_MAPS("maps of probabilities"),
  /** Probabilities. */
  PROBABILITY("probability"),
  /** What a sigmoid or softmax has still to be laid over. */
  LOGIT("logit"),
  /** Numbers of which the graph does not show what they are. */
  VALUE("value"),
  /** Neither numbers nor maps of them. */
  OTHER("no numbers");

  private final String words;

  OutputKind(String words) {
    this.words = words;
  }

  boolean isProbability() {
    return this == PROBABILITY || this == PROBABILITY_MAPS;
  }

  boolean isNumbers() {
    return isProbability() || this == LOGIT || this == VALUE;
  }

  @Override
  public String toString() {
    return words;
  }
}
