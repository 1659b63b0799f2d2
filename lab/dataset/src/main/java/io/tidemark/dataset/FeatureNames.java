package io.tidemark.dataset;

import java.util.List;
import java.util.regex.Pattern;

/** Features' names in one text, such as {@code log_return,macd(12,26,9)}. */
public final class FeatureNames {

  /** A comma that does not stand within parentheses. */
  private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");

  private FeatureNames() {}

  public static List<String> split(String names) {
    return BETWEEN.splitAsStream(names).map(String::strip).toList();
  }
}
