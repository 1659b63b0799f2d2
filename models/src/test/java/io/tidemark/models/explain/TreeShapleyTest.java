package io.tidemark.models.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Link;
import io.tidemark.models.explain.TreeReader.Forest;
import io.tidemark.models.explain.TreeTable.Comparison;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeShapleyTest {

  private static final int FEATURES = 5;
  private static final int DEPTH = 6;
  private static final int TREES = 4;

  @Test
  void randomTreesAreSharedOutAsAllSubsetsShareThemOut() {
    for (int seed = 0; seed < 200; seed++) {
      Random chance = new Random(seed);
      TreeTable trees = new Grown(chance).table();
      float[] medians = row(chance);
      float[] vector = row(chance);

      Attribution found = of(trees, medians).explain(vector);

      assertThat(found.error()).isLessThan(1e-12);
      assertThat(found.contributions())
          .describedAs("seed %d", seed)
          .containsExactly(bySubsets(trees, medians, vector), within(1e-12));
    }
  }

  @Test
  void againstAnotherRowTheyAreSharedOutOtherwise() {
    Random chance = new Random(1);
    TreeTable trees = new Grown(chance).table();
    float[] vector = row(chance);
    float[] medians = row(chance);
    float[] others = row(chance);

    double[] found = of(trees, others).explain(vector).contributions();

    assertThat(distance(found, bySubsets(trees, others, vector))).isLessThan(1e-12);
    assertThat(distance(found, bySubsets(trees, medians, vector))).isGreaterThan(1e-3);
  }

  @Test
  void aRowThatIsTheMediansHasNothingToShareOut() {
    Random chance = new Random(2);
    TreeTable trees = new Grown(chance).table();
    float[] medians = row(chance);

    assertThat(of(trees, medians).explain(medians).contributions()).containsOnly(0.0);
  }

  private static TreeShapley of(TreeTable trees, float[] medians) {
    return new TreeShapley(FeatureStages.NONE, new Forest(trees, Link.SCORE), medians);
  }

  private static double distance(double[] one, double[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }

  /** The definition, without any thought of trees. */
  private static double[] bySubsets(TreeTable trees, float[] medians, float[] vector) {
    double[] values = new double[1 << FEATURES];
    for (int set = 0; set < values.length; set++) {
      float[] mixed = medians.clone();
      for (int i = 0; i < FEATURES; i++) {
        mixed[i] = (set >> i & 1) == 1 ? vector[i] : medians[i];
      }
      values[set] = trees.sum(mixed);
    }
    double[] shares = new double[FEATURES];
    for (int set = 0; set < values.length; set++) {
      for (int i = 0; i < FEATURES; i++) {
        if ((set >> i & 1) == 0) {
          int size = Integer.bitCount(set);
          double weight = factorial(size) * factorial(FEATURES - size - 1) / factorial(FEATURES);
          shares[i] += weight * (values[set | 1 << i] - values[set]);
        }
      }
    }
    return shares;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  private static float[] row(Random chance) {
    float[] row = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      row[i] = chance.nextInt(8); // the bounds themselves are met
    }
    return row;
  }

  /** Trees that ask the same features again and again, in every way. */
  private static final class Grown {
    private static final int MOST = TREES << (DEPTH + 1);
    private static final List<Comparison> SPLITS =
        List.copyOf(EnumSet.complementOf(EnumSet.of(Comparison.LEAF)));

    private final Random chance;
    private final int[] roots = new int[TREES];
    private final int[] features = new int[MOST];
    private final float[] splits = new float[MOST];
    private final Comparison[] comparisons = new Comparison[MOST];
    private final int[] yes = new int[MOST];
    private final int[] no = new int[MOST];
    private final double[] values = new double[MOST];
    private int size;

    Grown(Random chance) {
      this.chance = chance;
      for (int i = 0; i < TREES; i++) {
        roots[i] = grow(0);
      }
    }

    private int grow(int depth) {
      int at = size++;
      if (depth == DEPTH || (depth > 0 && chance.nextInt(4) == 0)) {
        features[at] = TreeTable.LEAF;
        comparisons[at] = Comparison.LEAF;
        values[at] = chance.nextGaussian();
      } else {
        features[at] = chance.nextInt(FEATURES);
        splits[at] = chance.nextInt(8);
        comparisons[at] = SPLITS.get(chance.nextInt(SPLITS.size()));
        yes[at] = grow(depth + 1);
        no[at] = grow(depth + 1);
      }
      return at;
    }

    TreeTable table() {
      return new TreeTable(
          roots,
          Arrays.copyOf(features, size),
          Arrays.copyOf(splits, size),
          Arrays.copyOf(comparisons, size),
          Arrays.copyOf(yes, size),
          Arrays.copyOf(no, size),
          Arrays.copyOf(values, size),
          0.25);
    }
  }
}
