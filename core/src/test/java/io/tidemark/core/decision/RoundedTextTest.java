package io.tidemark.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, +0",
    "2.5, 0, 3, +3",
    "99.6, 0, 100, +100",
    "0.0346, 2, 0.03, +0.03",
    "-0.0346, 3, -0.035, -0.035",
    "-0.0001, 3, 0.000, +0.000",
    "1234.5, 3, 1234.500, +1234.500",
    "NaN, 0, NaN, NaN",
    "Infinity, 2, Infinity, +Infinity",
    "-1e15, 1, -1.0E15, -1.0E15"
  })
  void aNumberHasSoManyDigits(double value, int decimals, String text, String signed) {
    assertThat(RoundedText.of(value, decimals)).isEqualTo(text);
    assertThat(RoundedText.signed(value, decimals)).isEqualTo(signed);
  }

  @Test
  void theTextIsNoFurtherFromTheNumberThanHalfItsLastDigit() {
    Random chance = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      double value = chance.nextGaussian() * Math.pow(10, chance.nextInt(6));
      assertThat(Double.parseDouble(RoundedText.of(value, 3))).isCloseTo(value, within(0.000_501));
    }
  }
}
