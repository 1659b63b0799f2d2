package io.tidemark.models.explain;

import io.tidemark.core.explain.Link;
import io.tidemark.core.score.Task;
import io.tidemark.models.explain.GraphPath.Step;
import io.tidemark.models.explain.TreeTable.Comparison;
import io.tidemark.models.onnx.GraphNode;
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
    this.trees = node.wholes("nodes_treeids");
    this.ids = node.wholes("nodes_nodeids");
    this.asked = node.wholes("nodes_featureids");
    this.yesIds = node.wholes("nodes_truenodeids");
    this.noIds = node.wholes("nodes_falsenodeids");
    this.splits = node.reals("nodes_values");
    this.modes = node.texts("nodes_modes");
    for (int i = 0; i < Math.min(trees.length, ids.length); i++) {
      places.put(List.of(trees[i], ids[i]), i);
    }
  }

  /**
   * The trees that the rest of a path is: one {@code TreeEnsembleRegressor} of one target, or one
   * {@code TreeEnsembleClassifier}, whose leaves are added up.
   *
   * @param rest of the path's steps
   * @param width how many features there are
   * @return null if the path is another one, or the trees are of a kind that is not walked
   */
  static @Nullable Forest read(GraphPath path, List<Step> rest, int width, Task task) {
    if (rest.size() != 1) {
      return null;
    }
    GraphNode node = rest.get(0).node();
    TreeReader reader = new TreeReader(node);
    if (node.is(OnnxModel.ML, "TreeEnsembleClassifier")) {
      long[] classes = Arrays.stream(node.wholes("class_ids")).distinct().sorted().toArray();
      AnswerSum answer = AnswerSum.ofClassifier(path, node, classes.length, task);
      return answer == null ? null : reader.forest("class", classes, answer, width);
    }
    boolean sums =
        node.is(OnnxModel.ML, "TreeEnsembleRegressor")
            && node.whole("n_targets", 1) == 1
            && List.of("", "SUM", "AVERAGE").contains(node.text("aggregate_function"))
            && List.of("", "NONE").contains(node.text("post_transform"));
    AnswerSum one = sums ? AnswerSum.ofOne(path, task) : null;
    return one == null ? null : reader.forest("target", new long[] {0}, one, width);
  }

  /**
   * Trees, and the unit of what they add up to.
   *
   * @param trees whose leaves hold what they add to the answer
   * @param link the unit
   */
  record Forest(TreeTable trees, Link link) {}

  private @Nullable Forest forest(String what, long[] sums, AnswerSum answer, int width) {
    Leaves leaves = leaves(what, sums, answer);
    TreeTable table = leaves == null ? null : table(width, leaves);
    return table == null ? null : new Forest(table, answer.link());
  }

  private @Nullable TreeTable table(int width, Leaves leaves) {
    int nodes = ids.length;
    if (IntStream.of(
            trees.length, asked.length, yesIds.length, noIds.length, splits.length, modes.size())
        .anyMatch(length -> length != nodes)) {
      return null;
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
    if (!isWalked(roots, yes, no, features)) {
      return null;
    }
    double share = node.text("aggregate_function").equals("AVERAGE") ? 1.0 / roots.length : 1;
    double[] values = Arrays.stream(leaves.values()).map(value -> value * share).toArray();
    return new TreeTable(roots, features, splits, comparisons, yes, no, values, leaves.base());
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

  /**
   * What the leaves add to the answer.
   *
   * @param values one for each node
   * @param base what is added in any case
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Leaves(double[] values, double base) {}

  private @Nullable Leaves leaves(String what, long[] sums, AnswerSum answer) {
    double[] values = new double[ids.length];
    long[] atTrees = node.wholes(what + "_treeids");
    long[] atNodes = node.wholes(what + "_nodeids");
    long[] ofSums = node.wholes(what + "_ids");
    float[] weights = node.reals(what + "_weights");
    float[] bases = node.reals("base_values");
    if (IntStream.of(atTrees.length, atNodes.length, ofSums.length)
            .anyMatch(length -> length != weights.length)
        || (bases.length != 0 && bases.length != sums.length)) {
      return null;
    }
    for (int i = 0; i < weights.length; i++) {
      int at = place(atTrees[i], atNodes[i]);
      int sum = Arrays.binarySearch(sums, ofSums[i]);
      if (at == NOWHERE || sum < 0) {
        return null;
      }
      values[at] += answer.factors()[sum] * weights[i];
    }
    double base = answer.offset();
    for (int sum = 0; sum < bases.length; sum++) {
      base += answer.factors()[sum] * bases[sum];
    }
    return new Leaves(values, base);
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
}
