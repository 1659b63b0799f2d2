package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DriftOptionsTest {

  @Test
  void everyWrongOptionIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                new DriftOptions(
                    0, 5, 0, new DriftThresholds(2, 1.5, Double.NaN), ResumeMode.AUTO, 0, 0))
        .hasMessageContaining("drift.window must be positive, was 0")
        .hasMessageContaining("drift.short-window must be 0 or below drift.window, 0, was 5")
        .hasMessageContaining("drift.persistence must be positive, was 0")
        .hasMessageContaining("drift.min-distance must be at least 0 and below 1, was 2.0")
        .hasMessageContaining("drift.warn-threshold")
        .hasMessageContaining("drift.budget must be positive, was 0.0")
        .hasMessageContaining("drift.family must name at least one instrument")
        .hasMessageContaining("drift.pause-threshold must be above 0 and at most 1, was NaN");
    assertThatThrownBy(
            () ->
                new DriftOptions(
                    10, 0, 1, new DriftThresholds(0, 0.5, 0.4), ResumeMode.AUTO, 1000, 1))
        .hasMessageContaining("was 0.5 above 0.4");
  }
}
