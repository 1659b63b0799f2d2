package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.state.StateBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The window against its definition, counted out: whatever came, in whatever order, through however
 * many restarts, D has the bits of {@code max |w*R - m*L| / (m*w)}.
 */
class KsWindowExactnessTest {

  private static final int SETUPS = 4000;

  /** Comparisons of two floats that one set-up may cost. */
  private static final long COMPARISONS = 200_000;

  @Test
  void inThousandsOfSetupsEveryDistanceHasTheBitsOfTheDefinition() {
    long checks = 0;
    for (int seed = 0; seed < SETUPS; seed++) {
      checks += new Setup(seed).hold();
    }
    assertThat(checks).isGreaterThan(50_000);
  }

  @Test
  void productsBeyondThirtyOneBitsStayExact() {
    int m = 70_000;
    int w = 40_000;
    float[] reference = Streams.normal(1, m, 0);
    KsWindow window = new KsWindow(KsReference.of(reference), w);
    KsWindowState state = window.newState();
    for (float value : Streams.normal(2, w + 500, 9)) {
      window.step(state, value);
    }
    assertThat((long) m * w).isGreaterThan(Integer.MAX_VALUE);
    assertThat(state.tree).isInstanceOf(LongKsTree.class);
    assertThat(window.distance(state)).isEqualTo(TwoSampleKs.distance(reference, state.live()));
    assertThat(window.distance(state)).isGreaterThan(0.99);
  }

  /** One reference, one window, one stream, all of a seed. */
  private static final class Setup {

    final Random random;
    final boolean tied;
    final float[] reference;
    final float[] stream;
    final KsWindow window;
    final int w;
    final int checkEach;

    Setup(int seed) {
      // Neighbouring seeds begin alike.
      random = new Random(seed * 0x9e3779b97f4a7c15L);
      tied = seed % 2 == 0;
      int m = skewed(700);
      w = skewed(120);
      reference = values(m);
      reference[random.nextInt(m)] = 0.5f;
      stream = values(2 * w + 40);
      window = new KsWindow(KsReference.of(reference), w);
      checkEach = (int) Math.max(1, stream.length * sqr(m + w) / COMPARISONS);
    }

    /** Runs the stream, with restarts, and a replay without; the number of distances held. */
    int hold() {
      KsWindowState state = window.newState();
      List<Float> live = new ArrayList<>();
      int checks = 0;
      for (int i = 0; i < stream.length; i++) {
        assertThat(window.step(state, stream[i])).isEqualTo(!Float.isNaN(stream[i]));
        if (!Float.isNaN(stream[i])) {
          live.add(stream[i]);
        }
        if (random.nextInt(20) == 0) {
          state = afterRestart(state);
        }
        if (state.full() && state.tree == null && random.nextBoolean()) {
          // As if m*w did not fit an int.
          state.tree = new LongKsTree(window.reference(), w).filled(state.ring);
        }
        if (i % checkEach == 0 || i == stream.length - 1) {
          checks++;
          assertBits(window.distance(state), live);
        }
      }
      KsWindowState replayed = window.newState();
      for (float value : stream) {
        window.step(replayed, value);
      }
      assertThat(Double.doubleToLongBits(window.distance(replayed)))
          .isEqualTo(Double.doubleToLongBits(window.distance(state)));
      assertThat(replayed.live()).isEqualTo(state.live());
      return checks;
    }

    private void assertBits(double distance, List<Float> seen) {
      if (seen.size() < w) {
        assertThat(distance).isNaN();
        return;
      }
      float[] live = new float[w];
      for (int i = 0; i < w; i++) {
        live[i] = seen.get(seen.size() - w + i);
      }
      assertThat(Double.doubleToLongBits(distance))
          .as(() -> Arrays.toString(live) + " against " + Arrays.toString(reference))
          .isEqualTo(Double.doubleToLongBits(byDefinition(reference, live)));
    }

    /** Small ones often, large ones sometimes. */
    private int skewed(int largest) {
      return (int) Math.exp(random.nextDouble() * Math.log(largest + 1));
    }

    private float[] values(int n) {
      if (tied) {
        return Streams.awkward(random.nextLong(), n);
      }
      float[] values = Streams.normal(random.nextLong(), n, random.nextInt(3));
      for (int i = 0; i < n; i++) {
        if (random.nextInt(10) == 0) {
          // Any float at all: subnormal, infinite, missing, huge.
          values[i] = Float.intBitsToFloat(random.nextInt());
        }
      }
      return values;
    }
  }

  private static KsWindowState afterRestart(KsWindowState state) {
    DriftState whole = new DriftState();
    whole.windows = new KsWindowState[] {state};
    whole.beyondWarn = new int[1];
    whole.beyondPause = new int[1];
    return StateBytes.restored(new DriftStateCodec(), whole).windows[0];
  }

  private static double byDefinition(float[] reference, float[] live) {
    long m = atMost(reference, Float.POSITIVE_INFINITY);
    long w = atMost(live, Float.POSITIVE_INFINITY);
    long largest = 0;
    for (float[] side : List.of(reference, live)) {
      for (float x : side) {
        largest = Math.max(largest, Math.abs(w * atMost(reference, x) - m * atMost(live, x)));
      }
    }
    return (double) largest / ((double) m * w);
  }

  private static long atMost(float[] sample, float x) {
    long n = 0;
    for (float value : sample) {
      n += value <= x ? 1 : 0;
    }
    return n;
  }

  private static double sqr(double x) {
    return x * x;
  }
}
