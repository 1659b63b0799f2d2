package io.tidemark.flink.config.text;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a person probably meant, by Levenshtein's edit distance (Levenshtein 1966). */
public final class NearestKey {

  private NearestKey() {}

  /** The candidate with the fewest edits; among equals the first in the alphabet. */
  public static String to(String typed, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.<String>comparingInt(each -> distance(typed, each))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Whether so few edits are between both that one may have been meant by the other. */
  public static boolean isNear(String typed, String known) {
    return distance(typed, known) <= Math.max(2, known.length() / 4);
  }

  /** Insertions, deletions and substitutions that turn one text into the other. */
  public static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
