package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class KsWindowTest {

  @Test
  void withManyTiesInfinitiesAndGapsEveryDistanceEqualsTheDefinition() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int m = 1 + random.nextInt(60);
      int w = 1 + random.nextInt(30);
      float[] reference = Streams.awkward(seed + 1000, m);
      reference[0] = 0.5f;
      holdAgainstTheDefinition(reference, w, Streams.awkward(seed + 2000, 300));
    }
  }

  @Test
  void onALongStreamWhoseMeanWandersEveryDistanceEqualsTheDefinition() {
    float[] stream = Streams.normal(7, 3000, 0);
    for (int i = 0; i < stream.length; i++) {
      stream[i] += (float) Math.sin(i / 400.0) * 3;
    }
    holdAgainstTheDefinition(Streams.normal(8, 150, 0), 40, stream);
  }

  @Test
  void theStatisticIsTheOneOfCommonsStatistics() {
    float[] reference = Streams.normal(1, 1000, 0);
    KsWindow window = new KsWindow(KsReference.of(reference), 100);
    KsWindowState state = window.newState();
    float[] stream = Streams.normal(2, 2000, 0.3);
    for (int i = 0; i < stream.length; i++) {
      window.step(state, stream[i]);
      if (i >= 99 && i % 50 == 49) {
        double theirs =
            KolmogorovSmirnovTest.withDefaults()
                .statistic(doubles(reference, 0, 1000), doubles(stream, i - 99, 100));
        assertThat(window.distance(state)).isCloseTo(theirs, within(1e-15));
      }
    }
  }

  @Test
  void sortingAndMergingGivesTheSameBits() {
    float[] reference = Streams.awkward(3, 500);
    KsWindow window = new KsWindow(KsReference.of(reference), 50);
    KsWindowState state = window.newState();
    Deque<Float> live = new ArrayDeque<>();
    for (float value : Streams.awkward(4, 2000)) {
      if (window.step(state, value)) {
        live.add(value);
      }
      if (live.size() > 50) {
        live.remove();
      }
      if (live.size() == 50) {
        assertThat(window.distance(state)).isEqualTo(TwoSampleKs.distance(reference, floats(live)));
      }
    }
  }

  @Test
  void thereIsNoDistanceBeforeTheWindowIsFull() {
    KsWindow window = new KsWindow(KsReference.of(new float[] {1, 2, 3}), 3);
    KsWindowState state = window.newState();
    window.step(state, 1);
    window.step(state, 2);
    assertThat(window.distance(state)).isNaN();
    window.step(state, 3);
    assertThat(window.distance(state)).isZero();
  }

  @Test
  void aMissingValueNeitherEntersNorEvicts() {
    KsWindow window = new KsWindow(KsReference.of(new float[] {1, 2, Float.NaN}), 2);
    assertThat(window.reference().size()).isEqualTo(2);
    KsWindowState state = window.newState();
    window.step(state, 5);
    assertThat(window.step(state, Float.NaN)).isFalse();
    assertThat(state.full()).isFalse();
    window.step(state, 6);
    window.step(state, Float.NaN);
    assertThat(window.distance(state)).isEqualTo(1.0);
  }

  @Test
  void theOldestSampleIsTheOneThatLeaves() {
    KsWindow window = new KsWindow(KsReference.of(new float[] {0}), 2);
    KsWindowState state = window.newState();
    window.step(state, 9);
    window.step(state, 0);
    assertThat(window.distance(state)).isEqualTo(0.5);
    window.step(state, 0);
    assertThat(window.distance(state)).isZero();
  }

  @Test
  void thereIsOnlyOneZero() {
    KsReference reference = KsReference.of(new float[] {0.0f, -0.0f});
    assertThat(reference.cells()).isEqualTo(3);
    assertThat(reference.cellOf(-0.0f)).isEqualTo(reference.cellOf(0.0f)).isEqualTo(1);
    KsWindow window = new KsWindow(reference, 1);
    KsWindowState state = window.newState();
    window.step(state, -0.0f);
    assertThat(Float.floatToRawIntBits(state.live()[0])).isZero();
    window.step(state, -0.0f);
    assertThat(Float.floatToRawIntBits(state.live()[0])).isZero();
  }

  @Test
  void aTreeBuiltAnewFromTheRingGivesTheSameBits() {
    KsWindow window = new KsWindow(KsReference.of(Streams.normal(5, 700, 0)), 64);
    KsWindowState kept = window.newState();
    KsWindowState rebuilt = window.newState();
    for (float value : Streams.normal(6, 500, 0.5)) {
      window.step(kept, value);
      rebuilt.tree = null;
      window.step(rebuilt, value);
      assertThat(Double.doubleToLongBits(window.distance(rebuilt)))
          .isEqualTo(Double.doubleToLongBits(window.distance(kept)));
    }
  }

  @Test
  void aReferenceWithoutAnyValueIsRefused() {
    assertThatThrownBy(() -> KsReference.of(new float[] {Float.NaN, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all of its 2 samples are missing");
  }

  @Test
  void twoSamplesWithNothingInCommonAreOneApartAndAnEmptyOneHasNoDistance() {
    assertThat(TwoSampleKs.distance(new float[] {1, 2}, new float[] {3})).isEqualTo(1.0);
    assertThat(TwoSampleKs.distance(new double[] {1, 2}, new double[] {2, 1})).isZero();
    assertThat(TwoSampleKs.distance(new float[] {Float.NaN}, new float[] {3})).isNaN();
  }

  private static void holdAgainstTheDefinition(float[] reference, int w, float[] stream) {
    KsWindow window = new KsWindow(KsReference.of(reference), w);
    KsWindowState state = window.newState();
    Deque<Float> live = new ArrayDeque<>();
    for (float value : stream) {
      window.step(state, value);
      if (!Float.isNaN(value)) {
        live.add(value);
      }
      if (live.size() > w) {
        live.remove();
      }
      if (live.size() == w) {
        assertThat(window.distance(state))
            .isCloseTo(byDefinition(reference, floats(live)), within(1e-14));
      } else {
        assertThat(window.distance(state)).isNaN();
      }
    }
  }

  /** The largest difference of the two distribution functions, over every value of either. */
  private static double byDefinition(float[] a, float[] b) {
    List<Float> points = new ArrayList<>();
    for (float value : a) {
      points.add(value);
    }
    for (float value : b) {
      points.add(value);
    }
    double largest = 0;
    for (float x : points) {
      largest = Math.max(largest, Math.abs(atMost(a, x) - atMost(b, x)));
    }
    return largest;
  }

  private static double atMost(float[] sample, float x) {
    int below = 0;
    int present = 0;
    for (float value : sample) {
      present += Float.isNaN(value) ? 0 : 1;
      below += value <= x ? 1 : 0;
    }
    return (double) below / present;
  }

  private static float[] floats(Deque<Float> values) {
    float[] floats = new float[values.size()];
    int i = 0;
    for (float value : values) {
      floats[i++] = value;
    }
    return floats;
  }

  private static double[] doubles(float[] values, int from, int length) {
    double[] doubles = new double[length];
    for (int i = 0; i < length; i++) {
      doubles[i] = values[from + i];
    }
    return doubles;
  }
}
