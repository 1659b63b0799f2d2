package io.tidemark.flink.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestKeyTest {

  @Test
  void distanceCountsInsertionsDeletionsAndSubstitutions() {
    assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
    assertThat(NearestKey.distance("abc", "")).isEqualTo(3);
    assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestKey.distance("drift.window", "drift.window")).isZero();
  }

  @Test
  void amongEquallyNearKeysTheFirstInTheAlphabetWins() {
    assertThat(NearestKey.to("x", List.of("c", "b", "a"))).isEqualTo("a");
  }
}
