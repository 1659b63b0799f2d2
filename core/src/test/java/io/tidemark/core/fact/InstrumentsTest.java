package io.tidemark.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstrumentsTest {

  private static final Pattern FORM =
      Pattern.compile("[A-Z0-9]+-[A-Z0-9]+(-[A-Z0-9]+)?@[a-z0-9_]+");
  private static final String ALPHABET = "-A@a09Zz_ ";

  @Test
  void aNameIsWellFormedWhereTheRegularExpressionSaysSo() {
    Random random = new Random(1);
    int wellFormed = 0;
    for (int i = 0; i < 500_000; i++) {
      StringBuilder name = new StringBuilder(random.nextBoolean() ? "A1-B2-C3@x_9" : "A0-Z9@az");
      for (int edits = random.nextInt(4); edits > 0 && name.length() > 0; edits--) {
        int at = random.nextInt(name.length());
        char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        switch (random.nextInt(3)) {
          case 0 -> name.setCharAt(at, c);
          case 1 -> name.insert(at, c);
          default -> name.deleteCharAt(at);
        }
      }
      boolean expected = FORM.matcher(name).matches();
      assertThat(Instruments.isWellFormed(name.toString())).as("%s", name).isEqualTo(expected);
      wellFormed += expected ? 1 : 0;
    }
    assertThat(wellFormed).isBetween(100_000, 400_000);
  }

  @Test
  void namesOfVenuesAreWellFormedAndNothingElseIs() {
    assertThat(Instruments.isWellFormed("BTC-USDT@binance")).isTrue();
    assertThat(Instruments.isWellFormed("1000PEPE-USDT-PERP@binance_usdm")).isTrue();
    assertThat(Instruments.isWellFormed("A-B-C-D@x")).isFalse();
    assertThat(Instruments.isWellFormed("ÄTH-USDT@x")).isFalse();
    assertThat(Instruments.isWellFormed("BTC-USDT@x\n")).isFalse();
    assertThat(Instruments.isWellFormed(Instruments.ALL)).isFalse();
    assertThat(Instruments.isWellFormed("")).isFalse();
  }
}
