package io.tidemark.models.importing;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which features a model takes, in its order: one list, or one for each input of the graph.
 *
 * @param byInput features by the input's name; under the empty name where no input is named
 */
public record FeatureLists(Map<String, List<String>> byInput) {

  /** Stands for whichever input there is. */
  static final String UNNAMED = "";

  public FeatureLists {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    byInput.forEach((input, features) -> copy.put(input, List.copyOf(features)));
    byInput = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads {@code rsi(14), macd(12,26,9)}, or {@code static: rsi(14); sequence: log_return,
   * return(6)} for a graph of several inputs.
   *
   * @throws IllegalArgumentException if a feature is unknown or stands twice in a list, or a list
   *     or a place in it is empty
   */
  public static FeatureLists parse(String written) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (String list : parts(written, ';')) {
      if (list.isEmpty()) {
        throw new IllegalArgumentException("the list of features is empty");
      }
      int colon = list.indexOf(':');
      String input = colon < 0 ? UNNAMED : list.substring(0, colon).strip();
      if (lists.put(input, features(list.substring(colon + 1))) != null) {
        throw new IllegalArgumentException(
            "features of input '" + input + "' stand there twice: name each list, input: features");
      }
    }
    return new FeatureLists(lists);
  }

  private static List<String> features(String written) {
    List<String> features = parts(written, ',');
    if (features.equals(List.of(""))) {
      throw new IllegalArgumentException("the list of features is empty");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String feature : features) {
      if (feature.isEmpty()) { // a feature that was meant would be missing without a word
        throw new IllegalArgumentException(
            "place %d of '%s' is empty: write a feature there, or one comma less"
                .formatted(features.indexOf(feature) + 1, written.strip()));
      }
      FeatureCatalog.framed(feature, BarLength.micros("1h")); // refuses what there is not
      if (!seen.add(feature)) {
        throw new IllegalArgumentException("feature '" + feature + "' stands there twice");
      }
    }
    return features;
  }

  /** The parts between separators that stand in no parentheses. */
  private static List<String> parts(String written, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    for (char next : (written + separator).toCharArray()) {
      depth += next == '(' ? 1 : next == ')' ? -1 : 0;
      if (next == separator && depth <= 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(next);
      }
    }
    String rest = part.toString().strip();
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("a parenthesis is not closed in '" + rest + "'");
    }
    return parts;
  }

  /** Every feature once, in the order of the lists. */
  public List<String> all() {
    return byInput.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** Whether the lists say of which input they are. */
  boolean isNamed() {
    return !byInput.containsKey(UNNAMED);
  }
}
