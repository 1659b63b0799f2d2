package io.tidemark.core.feature;

/** Arguments that are each as they should be and do not go together. */
public final class FeatureMismatchException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public FeatureMismatchException(String sentence) {
    super(sentence);
  }
}
