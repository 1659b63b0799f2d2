package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KsDistanceTest {

  private final KsDistance function = new KsDistance();

  @Test
  void itIsTheLargestDifferenceOfTheTwoDistributionFunctions() {
    assertThat(function.eval(new Float[] {1f, 2f, 3f, 4f}, new Float[] {3f, 4f})).isEqualTo(0.5);
    assertThat(function.eval(new Double[] {1d, 2d}, new Double[] {7d})).isEqualTo(1.0);
  }

  @Test
  void nullAndNanElementsAreMissing() {
    assertThat(function.eval(new Float[] {1f, null, Float.NaN}, new Float[] {1f})).isEqualTo(0.0);
  }

  @Test
  void whereThereIsNothingToCompareItIsNull() {
    assertThat(function.eval(new Float[] {1f}, new Float[] {null})).isNull();
    assertThat(function.eval(new Double[] {1d}, null)).isNull();
  }
}
