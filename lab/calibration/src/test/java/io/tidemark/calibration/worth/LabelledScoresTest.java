package io.tidemark.calibration.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.models.MeasuredWorth;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledScoresTest {

  private static final int ROWS = 4_000;

  /** By how much the true probability moves with the features: a weak but honest market. */
  private static final double EDGE = 0.03;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aWeakButHonestModelPasses(long seed) {
    assertThat(violations(seed, truth -> truth)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneThatIsHalfAsBoldAgainPasses(long seed) {
    assertThat(violations(seed, truth -> 0.5 + 1.5 * (truth - 0.5))).isEmpty();
  }

  @Test
  void theProbabilityOfAFallForThatOfARiseIsRefused() {
    assertThat(violations(1, truth -> 1 - truth))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("rows: expected an AUC that reaches 0.5, found 0.")
        .endsWith(
            "the answers run the wrong way round, as p(down) for p(up); give the other column, or 1 - p");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aRandomNetworkThatIsSureIsRefused(long seed) {
    Random chance = new Random(seed + 100);
    assertThat(violations(seed, truth -> 0.5 + 0.08 * chance.nextGaussian()))
        .hasSize(1)
        .first()
        .asString()
        .contains("no better than chance and too sure of it, as those of random weights");
  }

  /** What the rule cannot see, as its page says. */
  @Test
  void aRandomNetworkThatKeepsToTheBaseRatePasses() {
    Random chance = new Random(3);
    assertThat(violations(1, truth -> 0.5 + 0.005 * chance.nextGaussian())).isEmpty();
  }

  @Test
  void theAreaIsThatOfItsDefinition() {
    LabelledScores scores = new LabelledScores();
    for (int block = 0; block < LabelledScores.BLOCKS; block++) {
      // rises 0.6 and 0.5 against falls 0.5 and 0.4: three and a half of four pairs
      scores.add(block * 4L, 0.6f, true);
      scores.add(block * 4L + 1, 0.5f, false);
      scores.add(block * 4L + 2, 0.5f, true);
      scores.add(block * 4L + 3, 0.4f, false);
    }
    MeasuredWorth worth = scores.worth("rows", true);
    assertThat(worth.auc()).isEqualTo(new MeasuredWorth.Interval(0.875, 0.875));
    double loss = -(2 * Math.log(0.6f) + 2 * Math.log(0.5)) / 4;
    assertThat(Objects.requireNonNull(worth.lead()).low())
        .isCloseTo(Math.log(2) - loss, within(1e-7));
    assertThat(scores.worth("rows", false).lead()).isNull();
  }

  @Test
  void rowsOfOneOutcomeAreNotEnough() {
    LabelledScores scores = new LabelledScores();
    for (int i = 0; i < ROWS; i++) {
      scores.add(i, 0.5f, i < ROWS / 3 && i % 2 == 0);
    }
    assertThat(scores.areEnough()).isFalse();
    assertThatThrownBy(() -> scores.worth("rows", true)).isInstanceOf(IllegalStateException.class);
    assertThat(new LabelledScores().areEnough()).isFalse();
  }

  private static List<String> violations(long seed, DoubleUnaryOperator model) {
    Random random = new Random(seed);
    LabelledScores scores = new LabelledScores();
    for (int i = 0; i < ROWS; i++) {
      double truth = 0.5 + EDGE * random.nextGaussian();
      float answer = (float) model.applyAsDouble(truth);
      scores.add(i, Math.min(1, Math.max(0, answer)), random.nextDouble() < truth);
    }
    return violations(scores.worth("rows", true));
  }

  /** As if the training rows said the same. */
  private static List<String> violations(MeasuredWorth worth) {
    return worth.violations(worth);
  }
}
