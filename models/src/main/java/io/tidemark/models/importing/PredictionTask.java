package io.tidemark.models.importing;

import java.util.Locale;

/** What a model predicts, and so which outputs it must have. */
public enum PredictionTask {
  /** The probability of a rise: one number a row. */
  DIRECTION,
  /** A probability for each of several outcomes. */
  CLASSES,
  /** A return: one number a row, or a mean and a standard deviation, or quantiles. */
  RETURN,
  /** A volatility: one number a row. */
  VOLATILITY,
  /** A probability for each of several states of the market. */
  REGIME;

  /** Whether it answers a probability for each of several outcomes. */
  boolean hasClasses() {
    return this == CLASSES || this == REGIME;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
