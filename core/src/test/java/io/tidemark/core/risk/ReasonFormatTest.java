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

  @Test
  void aNumberBeyondItsLimitNeverLooksLikeIt() {
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      double limit = value(random);
      double value = i % 2 == 0 ? Math.nextUp(limit) : limit * (1 + random.nextDouble() / 1e6);
      int decimals = ReasonFormat.decimals(value, limit, 1);
      if (Math.abs(limit) > 0.1 && value != limit) {
        assertThat(ReasonFormat.number(value, decimals))
            .as("%s beside %s", value, limit)
            .isNotEqualTo(ReasonFormat.number(limit, decimals));
      }
    }
    assertThat(ReasonFormat.decimals(94.96, 95, 1)).isEqualTo(2);
    assertThat(ReasonFormat.decimals(20, 65, 1)).isEqualTo(1);
    assertThat(ReasonFormat.decimals(65, 65, 1)).isEqualTo(1);
    assertThat(ReasonFormat.decimals(Double.NaN, 65, 1)).isEqualTo(1);
  }

  @Test
  void aDurationBeyondItsLimitNeverLooksLikeIt() {
    assertThat(ReasonFormat.durationBeside(300_000_200, 300_000_000)).isEqualTo("300.0002 s");
    assertThat(ReasonFormat.durationBeside(420_000_000, 300_000_000)).isEqualTo("420 s");
    long hour = 3_600_000_000L;
    assertThat(ReasonFormat.durationBeside(9 * hour + 1_800_000_000L, 9 * hour)).isEqualTo("9.5 h");
    assertThat(ReasonFormat.durationBeside(9 * hour + 1_000_000, 9 * hour)).isEqualTo("9.0003 h");
    assertThat(ReasonFormat.durationBeside(9 * hour, 9 * hour + 1_000_000)).isEqualTo("9 h");
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
