package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.score.ModelOutput.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {

  @Test
  void itLeansToTheSideThatIsMoreProbable() {
    assertThat(Prediction.of(0.51f).lean()).isEqualTo(1);
    assertThat(Prediction.of(0.49f).lean()).isEqualTo(-1);
    assertThat(Prediction.of(0.5f).lean()).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.5f, 1})
  void aProbabilityIsValid(float answer) {
    assertThat(Prediction.of(answer).isValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.01f, 1.01f, Float.POSITIVE_INFINITY})
  void whatIsNoProbabilityIsNotValidAndLeansToNeitherSide(float answer) {
    assertThat(Prediction.of(answer).isValid()).isFalse();
    assertThat(Prediction.of(answer).lean()).isZero();
  }

  @Test
  void aModelThatHasNotAnsweredHasNoProbability() {
    for (Prediction pending : List.of(Prediction.pending(AnswerForm.DIRECTION), pendingClasses())) {
      assertThat(pending.asked()).isTrue();
      assertThat(pending.isValid()).isFalse();
      assertThat(pending.score()).isNaN();
      assertThat(pending.lean()).isZero();
    }
    assertThat(Prediction.NOT_ASKED.asked()).isFalse();
    assertThat(Prediction.NOT_ASKED.isValid()).isFalse();
    assertThat(Prediction.NOT_ASKED.score()).isNaN();
  }

  private static Prediction pendingClasses() {
    return Prediction.pending(
        AnswerForm.of(
            Task.CLASSES,
            List.of(ModelOutput.of("up", Role.UP), ModelOutput.of("down", Role.DOWN))));
  }
}
