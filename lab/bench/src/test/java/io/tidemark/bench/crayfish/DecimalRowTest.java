package io.tidemark.bench.crayfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalRowTest {

  private final float[] found = new float[1];

  @Test
  void everyFloatIsReadBackFromItsText() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000_000; i++) {
      float value =
          i % 2 == 0 ? random.nextFloat() * 2 - 1 : Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertThat(read(Float.toString(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void numbersInOtherFormsAreReadToo() {
    assertThat(read("7")).isEqualTo(7f);
    assertThat(read("-0.0")).isEqualTo(-0f);
    assertThat(read("1e-3")).isEqualTo(0.001f);
    assertThat(read("0.12345678901234567890")).isEqualTo(0.12345679f);
  }

  @Test
  void whatIsNoNumberIsNotReadHere() {
    for (String text : new String[] {"", "-", "1..2", "1 ", "null", "[1", "1,2"}) {
      byte[] bytes = (text + "]").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(DecimalRow.read(bytes, 0, found, 0, 1))
          .as(text)
          .isEqualTo(text.equals("1 ") ? 2 : -1);
    }
    assertThat(DecimalRow.read("0.5".getBytes(StandardCharsets.ISO_8859_1), 0, found, 0, 1))
        .isEqualTo(-1);
  }

  @Test
  void anImageOfAnyLayoutIsReadAndAShortOneIsRefused() throws IOException {
    JsonFormat format = new JsonFormat();
    float[] numbers = new float[Network.INPUTS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 1_000f;
    }
    String text =
        new String(format.image(new RecordFormat.Head(5, 6), numbers), StandardCharsets.ISO_8859_1);
    float[] plain = new float[Network.INPUTS];
    float[] spaced = new float[Network.INPUTS];
    assertThat(format.readImage(bytes(text), plain, 0)).isEqualTo(new RecordFormat.Head(5, 6));
    assertThat(format.readImage(bytes(text.replace(",", " , ")), spaced, 0))
        .isEqualTo(new RecordFormat.Head(5, 6));
    assertThat(plain).isEqualTo(numbers);
    assertThat(spaced).isEqualTo(numbers);
    assertThatThrownBy(() -> format.readImage(bytes(text.replace(",0.783", "")), plain, 0))
        .isInstanceOf(IOException.class);
  }

  private float read(String text) {
    byte[] bytes = bytes(text + "]");
    assertThat(DecimalRow.read(bytes, 0, found, 0, 1)).isEqualTo(bytes.length - 1);
    return found[0];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
