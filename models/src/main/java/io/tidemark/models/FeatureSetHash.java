package io.tidemark.models;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The name of a feature set: SHA-256 of {@code bar=<bar>} and the ordered feature names, joined by
 * line feeds, in UTF-8.
 */
public final class FeatureSetHash {

  private FeatureSetHash() {}

  /** In hexadecimal, lower case. */
  public static String of(String bar, List<String> featureNames) {
    String text = "bar=" + bar + "\n" + String.join("\n", featureNames);
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
