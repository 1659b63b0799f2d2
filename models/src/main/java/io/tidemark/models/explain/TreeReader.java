package io.tidemark.models.explain;

import io.tidemark.models.explain.TreeTable.Comparison;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.NodeAttribute;
import io.tidemark.models.onnx.OnnxModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the trees out of the operator that holds them. */
final class TreeReader {

  /** Deeper trees are not walked. */
  private static final int DEEPEST = 64;

  private static final int NOWHERE = -1;

  private final long[] trees;
  private final long[] ids;
  private final long[] asked;
  private final long[] yesIds;
  private final long[] noIds;
  private final float[] splits;
  private final List<String> modes;
  private final GraphNode node;
  private final Map<List<Long>, Integer> places = new HashMap<>();

  private TreeReader(GraphNode node) {
    this.node = node;
    this.trees = wholes("nodes_treeids");
    this.ids = wholes("nodes_nodeids");
    this.asked = wholes("nodes_featureids");
    this.yesIds = wholes("nodes_truenodeids");
    this.noIds = wholes("nodes_falsenodeids");
    this.splits =
        node.attributes().get("nodes_values") instanceof NodeAttribute.Reals said
            ? said.values()
            : new float[0];
    this.modes =
        node.attributes().get("nodes_modes") instanceof NodeAttribute.Texts said
            ? said.values()
            : List.of();
  }

  /**
   * The trees of a path that is one {@code TreeEnsembleRegressor} of one target, whose leaves are
   * added up.
   *
   * @param width how many features there are
   * @return null if the path is another one, or the trees are of a kind that is not walked
   */
  static @Nullable TreeTable read(GraphPath path, int width) {
    if (path.steps().size() != 1) {
      return null;
    }
    GraphNode node = path.steps().get(0).node();
    boolean sums =
        node.is(OnnxModel.ML, "TreeEnsembleRegressor")
            && node.whole("n_targets", 1) == 1
            && List.of("", "SUM").contains(node.text("aggregate_function"))
            && List.of("", "NONE").contains(node.text("post_transform"));
    return sums ? new TreeReader(node).table(width) : null;
  }

  private @Nullable TreeTable table(int width) {
    int nodes = ids.length;
    if (IntStream.of(
            trees.length, asked.length, yesIds.length, noIds.length, splits.length, modes.size())
        .anyMatch(length -> length != nodes)) {
      return null;
    }
    for (int i = 0; i < nodes; i++) {
      places.put(List.of(trees[i], ids[i]), i);
    }
    Comparison[] comparisons = new Comparison[nodes];
    int[] features = new int[nodes];
    int[] yes = new int[nodes];
    int[] no = new int[nodes];
    boolean[] below = new boolean[nodes];
    for (int i = 0; i < nodes; i++) {
      Comparison comparison = Comparison.of(modes.get(i));
      if (comparison == null) {
        return null;
      }
      comparisons[i] = comparison;
      features[i] = TreeTable.LEAF;
      if (comparison != Comparison.LEAF) {
        features[i] = (int) asked[i];
        yes[i] = place(trees[i], yesIds[i]);
        no[i] = place(trees[i], noIds[i]);
        if (asked[i] < 0
            || asked[i] >= width
            || !isFirst(yes[i], below)
            || !isFirst(no[i], below)) {
          return null;
        }
      }
    }
    int[] roots = IntStream.range(0, nodes).filter(i -> !below[i]).toArray();
    double[] values = values(nodes);
    float[] base =
        node.attributes().get("base_values") instanceof NodeAttribute.Reals said
            ? said.values()
            : new float[1];
    if (values == null || base.length != 1 || !isWalked(roots, yes, no, features)) {
      return null;
    }
    return new TreeTable(roots, features, splits, comparisons, yes, no, values, base[0]);
  }

  private int place(long tree, long id) {
    return places.getOrDefault(List.of(tree, id), NOWHERE);
  }

  /** Whether a node is there and nobody led to it before. */
  private static boolean isFirst(int at, boolean[] below) {
    boolean first = at != NOWHERE && !below[at];
    if (first) {
      below[at] = true;
    }
    return first;
  }

  private double @Nullable [] values(int nodes) {
    double[] values = new double[nodes];
    long[] treesOfTargets = wholes("target_treeids");
    long[] idsOfTargets = wholes("target_nodeids");
    float[] weights =
        node.attributes().get("target_weights") instanceof NodeAttribute.Reals said
            ? said.values()
            : new float[0];
    if (treesOfTargets.length != weights.length || idsOfTargets.length != weights.length) {
      return null;
    }
    for (int i = 0; i < weights.length; i++) {
      int at = place(treesOfTargets[i], idsOfTargets[i]);
      if (at == NOWHERE) {
        return null;
      }
      values[at] += weights[i];
    }
    return values;
  }

  /** Whether every node hangs on a root, no deeper than {@link #DEEPEST}. */
  private static boolean isWalked(int[] roots, int[] yes, int[] no, int[] features) {
    int[] level = roots;
    int seen = 0;
    for (int depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
      seen += level.length;
      level =
          Arrays.stream(level)
              .filter(at -> features[at] != TreeTable.LEAF)
              .flatMap(at -> IntStream.of(yes[at], no[at]))
              .toArray();
    }
    return level.length == 0 && seen == features.length;
  }

  private long[] wholes(String attribute) {
    return node.attributes().get(attribute) instanceof NodeAttribute.Wholes said
        ? said.values()
        : new long[0];
  }
}
