package io.tidemark.core.decision;

import java.util.List;

/**
 * Whether a feature is beyond a bound.
 *
 * @param feature its call, such as {@code rsi(14)}
 * @param above whether it must be above the bound, else below
 * @param bound in the feature's own unit
 */
public record FeatureCondition(String feature, boolean above, double bound) {

  /** Whether the feature's value is known. */
  boolean known(Panel panel) {
    return !Double.isNaN(panel.feature(feature));
  }

  /** Whether it holds; a value that is not known does not. */
  public boolean holds(Panel panel) {
    double value = panel.feature(feature);
    return above ? value > bound : value < bound;
  }

  static List<String> features(List<FeatureCondition> conditions) {
    return conditions.stream().map(FeatureCondition::feature).distinct().toList();
  }

  static int holding(List<FeatureCondition> conditions, Panel panel) {
    int count = 0;
    for (FeatureCondition condition : conditions) {
      count += condition.holds(panel) ? 1 : 0;
    }
    return count;
  }

  static boolean allKnown(List<FeatureCondition> conditions, Panel panel) {
    for (FeatureCondition condition : conditions) {
      if (!condition.known(panel)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return feature + (above ? " > " : " < ") + bound;
  }
}
