package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.ModelOutput.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from an answer, for every task; each formula is restated here. */
class TaskTest {

  private static final int TIMES = 2_000;

  static final AnswerForm CLASSES =
      form(Task.CLASSES, out("down", Role.DOWN), out("flat", Role.FLAT), out("up", Role.UP));
  static final AnswerForm FIVE =
      form(
          Task.CLASSES,
          out("crash", Role.DOWN),
          out("rally", Role.UP),
          out("fall", Role.DOWN),
          out("flat", Role.FLAT),
          out("rise", Role.UP));
  static final AnswerForm MEAN = form(Task.RETURN, out("mean", Role.MEAN));
  static final AnswerForm SIGMA =
      form(Task.RETURN, out("sigma", Role.SIGMA), out("mean", Role.MEAN));
  static final AnswerForm QUANTILES =
      form(Task.RETURN, quantile("q10", 0.1), quantile("q50", 0.5), quantile("q90", 0.9));
  static final AnswerForm VOLATILITY = form(Task.VOLATILITY, out("volatility", Role.VOLATILITY));
  static final AnswerForm REGIME =
      form(Task.REGIME, out("calm", Role.REGIME), out("wild", Role.REGIME));
  private static final List<AnswerForm> FORMS =
      List.of(AnswerForm.DIRECTION, CLASSES, FIVE, MEAN, SIGMA, QUANTILES, VOLATILITY, REGIME);

  private final Random random = new Random(11);

  @Test
  void aSoundAnswerIsValidWhereverItStandsAmongOthers() {
    for (AnswerForm form : FORMS) {
      for (int i = 0; i < TIMES; i++) {
        float[] numbers = sound(form);
        float[] beside = new float[numbers.length + 5];
        System.arraycopy(numbers, 0, beside, 3, numbers.length);
        Prediction prediction = Prediction.of(form, beside, 3);
        assertThat(prediction.isValid()).as("%s", prediction).isTrue();
        for (int k = 0; k < numbers.length; k++) {
          assertThat(prediction.number(k)).isEqualTo(numbers[k]);
        }
      }
    }
  }

  @Test
  void oneNumberThatIsNoneMakesAnyAnswerInvalidWithoutLeanScoreAndConviction() {
    float[] none = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (AnswerForm form : FORMS) {
      for (int i = 0; i < TIMES; i++) {
        float[] numbers = sound(form);
        numbers[random.nextInt(numbers.length)] = none[i % none.length];
        assertSaysNothing(Prediction.of(form, numbers, 0));
      }
    }
  }

  @Test
  void classesLeanToTheSideOfTheLargerSumAndItsLeadIsTheScore() {
    for (int i = 0; i < TIMES; i++) {
      float[] p = sound(FIVE);
      double lead = (double) p[1] + p[4] - ((double) p[0] + p[2]);
      Prediction prediction = Prediction.of(FIVE, p, 0);
      assertThat(prediction.score()).isEqualTo((float) lead);
      assertThat(prediction.conviction()).isCloseTo(Math.abs(lead), within(1e-7));
      assertThat(prediction.lean()).isEqualTo((int) Math.signum(lead));
    }
  }

  @Test
  void classesThatAreEquallyProbableLeanToNeitherSide() {
    Prediction tie = Prediction.of(CLASSES, new float[] {0.3f, 0.4f, 0.3f}, 0);
    assertThat(tie.isValid()).isTrue();
    assertThat(tie.lean()).isZero();
    assertThat(tie.conviction()).isZero();
    float more = Math.nextUp(0.3f);
    assertThat(Prediction.of(CLASSES, new float[] {0.3f, 0.4f, more}, 0).lean()).isEqualTo(1);
    assertThat(Prediction.of(CLASSES, new float[] {more, 0.4f, 0.3f}, 0).lean()).isEqualTo(-1);
  }

  @Test
  void classesAndRegimesThatAreNoWholeAreNotValid() {
    for (AnswerForm form : List.of(CLASSES, REGIME)) {
      float[] half = new float[form.width()];
      half[0] = 0.5f;
      assertSaysNothing(Prediction.of(form, half, 0));
      half[1] = 1;
      assertSaysNothing(Prediction.of(form, half, 0));
      half[1] = 0.505f;
      assertThat(Prediction.of(form, half, 0).isValid()).as("a quantised graph").isTrue();
    }
    assertSaysNothing(Prediction.of(CLASSES, new float[] {-0.1f, 0.5f, 0.6f}, 0));
  }

  @Test
  void aReturnIsMeasuredInItsSigmasAndLeansAsItsMean() {
    for (int i = 0; i < TIMES; i++) {
      float[] numbers = sound(SIGMA);
      Prediction prediction = Prediction.of(SIGMA, numbers, 0);
      assertThat(prediction.score()).isEqualTo(numbers[1] / numbers[0]);
      assertThat(prediction.lean()).isEqualTo((int) Math.signum(numbers[1]));
    }
    assertThat(Prediction.of(SIGMA, new float[] {0.01f, 0}, 0).lean()).isZero();
    assertSaysNothing(Prediction.of(SIGMA, new float[] {0, 0.01f}, 0));
    assertSaysNothing(Prediction.of(SIGMA, new float[] {-1, 0.01f}, 0));
    assertSaysNothing(Prediction.of(SIGMA, new float[] {Float.MIN_VALUE, 1}, 0));
  }

  @Test
  void quantilesLeanAsTheirMedianAndMustNotCross() {
    for (int i = 0; i < TIMES; i++) {
      float[] numbers = sound(QUANTILES);
      Prediction prediction = Prediction.of(QUANTILES, numbers, 0);
      assertThat(prediction.score()).isEqualTo(numbers[1]);
      assertThat(prediction.lean()).isEqualTo((int) Math.signum(numbers[1]));
    }
    assertThat(Prediction.of(QUANTILES, new float[] {-1, -1, -1}, 0).isValid()).isTrue();
    assertSaysNothing(Prediction.of(QUANTILES, new float[] {0.1f, 0.2f, 0.15f}, 0));
  }

  @Test
  void aMeanBesideQuantilesIsWhatCounts() {
    AnswerForm both =
        form(Task.RETURN, quantile("low", 0.05), out("mean", Role.MEAN), quantile("high", 0.95));
    Prediction prediction = Prediction.of(both, new float[] {-0.2f, 0.01f, 0.3f}, 0);
    assertThat(prediction.score()).isEqualTo(0.01f);
    assertThat(prediction.lean()).isEqualTo(1);
  }

  @Test
  void aVolatilityHasAScoreAndNoSide() {
    for (int i = 0; i < TIMES; i++) {
      float[] numbers = sound(VOLATILITY);
      Prediction prediction = Prediction.of(VOLATILITY, numbers, 0);
      assertThat(prediction.score()).isEqualTo(numbers[0]);
      assertThat(prediction.conviction()).isEqualTo(numbers[0]);
      assertThat(prediction.lean()).isZero();
    }
    assertSaysNothing(Prediction.of(VOLATILITY, new float[] {-0.1f}, 0));
  }

  @Test
  void aRegimeHasNeither() {
    for (int i = 0; i < TIMES; i++) {
      Prediction prediction = Prediction.of(REGIME, sound(REGIME), 0);
      assertThat(prediction.score()).isNaN();
      assertThat(prediction.conviction()).isNaN();
      assertThat(prediction.lean()).isZero();
    }
  }

  @Test
  void onlyADirectionHasAProbabilityOfARise() {
    for (AnswerForm form : FORMS) {
      float[] numbers = sound(form);
      assertThat(Prediction.of(form, numbers, 0).probability())
          .isEqualTo(Float.valueOf(form.equals(AnswerForm.DIRECTION) ? numbers[0] : Float.NaN));
    }
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void noTaskHasNoOutputOrTwoOfOneName(Task task) {
    assertThat(AnswerForm.violations(task, List.of())).isNotEmpty();
    Role role = task.roles().iterator().next();
    assertThat(AnswerForm.violations(task, List.of(out("a", role), out("a", role))))
        .contains("two outputs are called a");
  }

  @Test
  void allThatIsWrongWithAFormIsSaidAtOnce() {
    assertThatThrownBy(() -> form(Task.CLASSES, out("", Role.UP), quantile("x", 0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a name has the form")
        .hasMessageContaining("x is quantile, task classes has [up, flat, down]")
        .hasMessageContaining("needs a class up and one down");
    assertThat(AnswerForm.violations(Task.RETURN, List.of(quantile("a", 0.9), quantile("b", 0.1))))
        .containsExactly(
            "the levels of quantiles must rise, b does not",
            "task return needs a mean or the quantile of level 0.5");
    assertThat(AnswerForm.violations(Task.RETURN, List.of(out("s", Role.SIGMA)))).hasSize(2);
    assertThat(AnswerForm.violations(Task.RETURN, List.of(new ModelOutput("m", Role.MEAN, 0.5))))
        .containsExactly("m must have no level, was 0.5");
    assertThat(AnswerForm.violations(Task.RETURN, List.of(quantile("m", 1), quantile("n", 0.5))))
        .first()
        .isEqualTo("m must have a level within 0 and 1, was 1.0");
    assertThat(AnswerForm.violations(Task.REGIME, List.of(out("calm", Role.REGIME)))).hasSize(1);
  }

  private static void assertSaysNothing(Prediction prediction) {
    assertThat(prediction.isValid()).as("%s", prediction).isFalse();
    assertThat(prediction.score()).isNaN();
    assertThat(prediction.conviction()).isNaN();
    assertThat(prediction.lean()).isZero();
  }

  /** Numbers that a model of this form may answer. */
  private float[] sound(AnswerForm form) {
    float[] numbers = new float[form.width()];
    switch (form.task()) {
      case DIRECTION -> numbers[0] = random.nextFloat();
      case VOLATILITY -> numbers[0] = 3 * random.nextFloat();
      case CLASSES, REGIME -> whole(numbers);
      case RETURN -> returns(form, numbers);
    }
    return numbers;
  }

  private void whole(float[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat() + 0.01f;
      sum += numbers[i];
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (numbers[i] / sum);
    }
  }

  private void returns(AnswerForm form, float[] numbers) {
    float below = -0.1f;
    for (int i = 0; i < numbers.length; i++) {
      if (form.outputs().get(i).role() == Role.QUANTILE) {
        below += 0.1f * random.nextFloat();
        numbers[i] = below;
      } else if (form.outputs().get(i).role() == Role.SIGMA) {
        numbers[i] = 0.001f + random.nextFloat();
      } else {
        numbers[i] = (float) random.nextGaussian() / 100;
      }
    }
  }

  private static AnswerForm form(Task task, ModelOutput... outputs) {
    return AnswerForm.of(task, new ArrayList<>(List.of(outputs)));
  }

  private static ModelOutput out(String name, Role role) {
    return ModelOutput.of(name, role);
  }

  private static ModelOutput quantile(String name, double level) {
    return new ModelOutput(name, Role.QUANTILE, level);
  }
}
