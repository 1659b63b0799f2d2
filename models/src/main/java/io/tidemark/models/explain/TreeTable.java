package io.tidemark.models.explain;

import org.jspecify.annotations.Nullable;

/**
 * Trees that are added up to one number, as arrays with one entry for each node.
 *
 * @param roots of the trees
 * @param features which feature a node asks; {@link #LEAF} at a leaf
 * @param splits the bound that it is held against
 * @param comparisons how
 * @param yes where to go on if that holds
 * @param no where to go on if not
 * @param values what a leaf adds
 * @param base what is added in any case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TreeTable(
    int[] roots,
    int[] features,
    float[] splits,
    Comparison[] comparisons,
    int[] yes,
    int[] no,
    double[] values,
    double base) {

  static final int LEAF = -1;

  /** How a node holds a feature against its bound. */
  enum Comparison {
    BRANCH_LEQ,
    BRANCH_LT,
    BRANCH_GTE,
    BRANCH_GT,
    BRANCH_EQ,
    BRANCH_NEQ,
    LEAF;

    /** The comparison that a file calls so; null if it is none of these. */
    static @Nullable Comparison of(String mode) {
      for (Comparison each : values()) {
        if (each.name().equals(mode)) {
          return each;
        }
      }
      return null;
    }

    boolean holds(float value, float split) {
      return switch (this) {
        case BRANCH_LEQ -> value <= split;
        case BRANCH_LT -> value < split;
        case BRANCH_GTE -> value >= split;
        case BRANCH_GT -> value > split;
        case BRANCH_EQ -> value == split;
        case BRANCH_NEQ -> value != split;
        case LEAF -> throw new IllegalStateException("a leaf asks nothing");
      };
    }
  }

  /** Whether node {@code at} sends a vector to {@link #yes}. */
  boolean holds(int at, float[] vector) {
    return comparisons[at].holds(vector[features[at]], splits[at]);
  }

  /** What all trees add up to. */
  double sum(float[] vector) {
    double sum = base;
    for (int root : roots) {
      int at = root;
      while (features[at] != LEAF) {
        at = holds(at, vector) ? yes[at] : no[at];
      }
      sum += values[at];
    }
    return sum;
  }

  /** How many edges lead from the roots to the leaf that is furthest away. */
  int depth() {
    int deepest = 0;
    for (int root : roots) {
      deepest = Math.max(deepest, depthBelow(root));
    }
    return deepest;
  }

  private int depthBelow(int at) {
    return features[at] == LEAF ? 0 : 1 + Math.max(depthBelow(yes[at]), depthBelow(no[at]));
  }
}
