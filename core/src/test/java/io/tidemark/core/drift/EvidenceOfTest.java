package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceOfTest {

  private static final long HOUR = 3_600_000_000L;

  @Test
  void theGapIsWhereTheDistanceIs() {
    for (int seed = 0; seed < 200; seed++) {
      float[] reference = few(seed, 300);
      float[] live = few(seed + 1000, 60);
      DriftEvidence evidence = evidence(reference, live);
      assertThat(Math.abs(evidence.difference().live() - evidence.difference().reference()))
          .isCloseTo(TwoSampleKs.distance(reference, live), within(1e-12));
      assertThat(evidence.difference().live())
          .isEqualTo(shareUpTo(evidence.difference().at(), live));
      assertThat(evidence.difference().reference())
          .isEqualTo(shareUpTo(evidence.difference().at(), reference));
    }
  }

  @Test
  void theWassersteinDistanceOfEquallyManySamplesIsTheMeanGapOfTheSorted() {
    float[] reference = Streams.normal(1, 500, 0);
    float[] live = Streams.normal(2, 500, 0.7);
    float[] a = reference.clone();
    float[] b = live.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double sum = 0;
    double mean = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((double) a[i] - b[i]);
      mean += a[i] / 500.0;
    }
    double squares = 0;
    for (float value : a) {
      squares += (value - mean) * (value - mean);
    }
    double sd = Math.sqrt(squares / 500);
    assertThat(evidence(reference, live).change().wasserstein())
        .isCloseTo(sum / 500 / sd, within(1e-9));
  }

  @Test
  void aShiftAndAChangeOfScaleAreToldInStandardDeviationsOfTheReference() {
    float[] reference = Streams.normal(3, 4000, 10);
    float[] live = Streams.normal(4, 2000, 0);
    for (int i = 0; i < live.length; i++) {
      live[i] = 11.5f + 2 * live[i];
    }
    DriftEvidence evidence = evidence(reference, live);
    assertThat(evidence.change().shift()).isCloseTo(1.5, within(0.15));
    assertThat(evidence.change().scale()).isCloseTo(2, within(0.1));
  }

  @Test
  void theChangePointIsFoundWithinAFewSamples() {
    for (int seed = 0; seed < 50; seed++) {
      float[] reference = Streams.normal(seed, 2000, 0);
      float[] live = Streams.normal(seed + 500, 200, 0);
      for (int i = 140; i < 200; i++) {
        live[i] += 2.5f;
      }
      long changed = evidence(reference, live).changedAt() / HOUR;
      assertThat(changed).as("seed %d", seed).isBetween(130L, 148L);
    }
  }

  @Test
  void aChangeOlderThanTheWindowIsDatedToItsBeginning() {
    DriftEvidence evidence = evidence(Streams.normal(1, 1000, 0), Streams.normal(2, 100, 3));
    assertThat(evidence.changedAt()).isEqualTo(evidence.window().from()).isZero();
    assertThat(evidence.window().to()).isEqualTo(99 * HOUR);
  }

  @Test
  void bothSidesAreGivenFromTheSmallestToTheLargest() {
    float[] reference = Streams.normal(5, 777, 0);
    DriftEvidence evidence = evidence(reference, new float[] {3, -1, 2});
    assertThat(evidence.quantiles().reference()).hasSize(65).isSorted();
    float[] sorted = reference.clone();
    Arrays.sort(sorted);
    assertThat(evidence.quantiles().reference()[0]).isEqualTo(sorted[0]);
    assertThat(evidence.quantiles().reference()[32]).isEqualTo(sorted[388]);
    assertThat(evidence.quantiles().reference()[64]).isEqualTo(sorted[776]);
    assertThat(evidence.quantiles().live()[0]).isEqualTo(-1);
    assertThat(evidence.quantiles().live()[32]).isEqualTo(2);
    assertThat(evidence.quantiles().live()[64]).isEqualTo(3);
  }

  @Test
  void aConstantReferenceAndInfinitiesHaveNoScaleButAGap() {
    DriftEvidence constant = evidence(new float[] {1, 1, 1}, new float[] {2, 2});
    assertThat(constant.change().shift()).isNaN();
    assertThat(constant.change().scale()).isNaN();
    assertThat(constant.change().wasserstein()).isNaN();
    assertThat(constant.difference().at()).isEqualTo(1);
    assertThat(constant.difference().live()).isZero();
    assertThat(constant.difference().reference()).isEqualTo(1);

    float infinite = Float.POSITIVE_INFINITY;
    DriftEvidence endless =
        evidence(new float[] {-infinite, 1, 2, infinite}, new float[] {infinite, infinite});
    assertThat(endless.change().shift()).isNaN();
    assertThat(endless.difference().at()).isEqualTo(2);
    assertThat(endless.quantiles().live()).containsOnly(infinite);
  }

  private static DriftEvidence evidence(float[] reference, float[] live) {
    SampleTimes times = new SampleTimes(live.length);
    for (int i = 0; i < live.length; i++) {
      times.add(i * HOUR);
    }
    return new EvidenceOf(KsReference.of(reference), live).evidence(times, "00", 1, Double.NaN);
  }

  private static float[] few(int seed, int n) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextInt(9) - 4;
    }
    return values;
  }

  private static double shareUpTo(double at, float[] values) {
    int n = 0;
    for (float value : values) {
      n += value <= at ? 1 : 0;
    }
    return (double) n / values.length;
  }
}
