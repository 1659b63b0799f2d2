package io.tidemark.exchange.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as text, against the JDK's own reading: bit by bit. */
final class DecimalTextTest {

  @Test
  void theNumberIsThatOfTheJdkToTheLastBit() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      BigInteger digits = new BigInteger(1 + random.nextInt(70), random);
      String text = new BigDecimal(digits, random.nextInt(30)).toPlainString();
      assertSame(random.nextInt(8) == 0 ? "-" + text : text);
      assertSame(text + (text.contains(".") ? "000" : ".000"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.00",
        "1",
        "1.",
        ".5",
        "-.5",
        "+1",
        "007.50",
        "1e3",
        "1E-3",
        "2.5e+10",
        " 7 ",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "900719925474099.3",
        "123456789012345678901234567890",
        "0.0000000000000000000001",
        "0.00000000000000000000001",
        "1e400",
        "1e-400",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x1p3",
        "1d",
        "1f"
      })
  void whatTheJdkReadsIsReadAlike(String text) {
    assertSame(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "-.", "1.2.3", "1,5", "--1", "1-", "e3", "١", "abc", "0x"})
  void whatIsNoNumberForTheJdkIsNone(String text) {
    assertThatThrownBy(() -> DecimalText.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  private static void assertSame(String text) {
    assertThat(Double.doubleToRawLongBits(DecimalText.parse(text)))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }
}
