package io.tidemark.models.explain;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Link;
import io.tidemark.models.explain.TreeReader.Forest;

/**
 * Exact Shapley values of trees that are added up, against one row: interventional TreeSHAP
 * (Lundberg et al., <i>From local explanations to global understanding with explainable AI for
 * trees</i>, 2020) with the medians as its only background. ONNX keeps no cover of the nodes, so
 * the path-dependent kind cannot be had of a file.
 *
 * <p>A leaf is reached by a set of features exactly if it holds all on whose side the vector alone
 * would have gone there ({@code u} of them) and none of those for which the medians alone would
 * have ({@code v}). The Shapley value of that game has a closed form, so a tree costs one walk over
 * the leaves that either can reach.
 */
final class TreeShapley implements Explainer {

  private final FeatureStages before;
  private final Link link;
  private final TreeTable trees;
  private final float[] medians;
  private final double baseline;

  /** 1 / ((u + v) * C(u + v - 1, u - 1)): what one of {@code u} gets of a leaf. */
  private final double[][] shares;

  /**
   * @param before what happens to each feature before the trees ask for it
   * @param forest the trees
   * @param medians of the features as they come in
   */
  TreeShapley(FeatureStages before, Forest forest, float[] medians) {
    this.before = before;
    this.link = forest.link();
    this.trees = forest.trees();
    this.medians = before.floats(medians);
    this.baseline = trees.sum(this.medians);
    int most = Math.min(trees.depth(), medians.length);
    this.shares = new double[most + 1][most + 1];
    for (int u = 1; u <= most; u++) {
      shares[u][0] = 1.0 / u;
      for (int v = 1; u + v <= most; v++) {
        // (u-1)! v! / (u+v)!
        shares[u][v] = shares[u][v - 1] * v / (u + v);
      }
    }
  }

  @Override
  public Attribution explain(float[] vector) {
    MedianRow.requireLength(vector, medians.length);
    float[] asked = before.floats(vector);
    Walk walk = new Walk(asked);
    for (int root : trees.roots()) {
      walk.from(root);
    }
    return new Attribution(baseline, trees.sum(asked), walk.contributions);
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void close() {
    // holds nothing
  }

  /** One vector's way through all trees. */
  private final class Walk {

    private final float[] vector;
    private final double[] contributions;

    /** For each feature on the way here: 1 the vector's side, -1 the medians', 0 neither. */
    private final byte[] sides;

    private int mine;
    private int theirs;

    Walk(float[] vector) {
      this.vector = vector;
      this.contributions = new double[vector.length];
      this.sides = new byte[vector.length];
    }

    void from(int at) {
      int feature = trees.features()[at];
      if (feature == TreeTable.LEAF) {
        share(trees.values()[at]);
        return;
      }
      int here = trees.holds(at, vector) ? trees.yes()[at] : trees.no()[at];
      int there = trees.holds(at, medians) ? trees.yes()[at] : trees.no()[at];
      if (here == there || sides[feature] > 0) {
        from(here);
      } else if (sides[feature] < 0) {
        from(there);
      } else {
        sides[feature] = 1;
        mine++;
        from(here);
        mine--;
        sides[feature] = -1;
        theirs++;
        from(there);
        theirs--;
        sides[feature] = 0;
      }
    }

    private void share(double value) {
      if (mine + theirs == 0) {
        return; // reached by every set
      }
      double gained = mine == 0 ? 0 : value * shares[mine][theirs];
      double lost = theirs == 0 ? 0 : value * shares[theirs][mine];
      for (int i = 0; i < sides.length; i++) {
        if (sides[i] > 0) {
          contributions[i] += gained;
        } else if (sides[i] < 0) {
          contributions[i] -= lost;
        }
      }
    }
  }
}
