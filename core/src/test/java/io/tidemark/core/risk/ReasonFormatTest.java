package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReasonFormatTest {

  @Test
  void aNumberReadsAsItsShortestDecimalFormRoundedHalfToEven() {
    Random random = new Random(3);
    for (int i = 0; i < 300_000; i++) {
      double value = value(random);
      for (int decimals = 0; decimals <= 5; decimals++) {
        assertThat(ReasonFormat.number(value, decimals))
            .as("%s to %d decimals", value, decimals)
            .isEqualTo(byDecimals(value, decimals));
      }
    }
  }

  @Test
  void whatRoundsToNothingIsZeroWithoutASign() {
    assertThat(ReasonFormat.number(-0.04, 1)).isEqualTo("0");
    assertThat(ReasonFormat.number(-0.0, 0)).isEqualTo("0");
    assertThat(ReasonFormat.number(-1.06, 1)).isEqualTo("-1.1");
    assertThat(ReasonFormat.number(10, 3)).isEqualTo("10");
    assertThat(ReasonFormat.number(Double.NaN, 1)).isEqualTo("NaN");
  }

  private static String byDecimals(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Any size, often next to or at a half. */
  private static double value(Random random) {
    double value =
        switch (random.nextInt(5)) {
          case 0 -> random.nextInt(4_000_000) / 2_000.0;
          case 1 -> Math.nextUp(random.nextInt(4_000_000) / 2_000.0);
          case 2 -> Math.nextDown(random.nextInt(4_000_000) / 2_000.0);
          case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(14) - 5);
          default -> random.nextFloat();
        };
    return random.nextBoolean() ? value : -value;
  }
}
