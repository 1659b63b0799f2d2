package io.tidemark.core.explain;

/** In which unit an answer is shared out: the one in which the model itself adds up. */
public enum Link {

  /**
   * ln(p / (1 - p)) of a model of direction: what linear models and boosted trees add up, and what
   * a model is asked for whose sums are not known.
   */
  LOG_ODDS("log-odds of a rise"),

  /** The probability of a model of direction itself: what a forest adds up. */
  PROBABILITY("probability of a rise"),

  /** The score of a model of any other task, in its own unit. */
  SCORE("score");

  private final String words;

  Link(String words) {
    this.words = words;
  }

  /** What is shared out, for people. */
  public String words() {
    return words;
  }
}
