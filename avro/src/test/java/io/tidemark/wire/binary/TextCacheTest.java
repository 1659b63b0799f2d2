package io.tidemark.wire.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextCacheTest {

  private final TextCache cache = new TextCache();

  @Test
  void manyMoreTextsThanSlotsAllComeBack() {
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      String text = "é" + random.nextInt(3_000) + "x".repeat(random.nextInt(4) * 25);
      assertThat(text(text)).isEqualTo(text);
    }
    assertThat(text("")).isEmpty();
  }

  @Test
  void aTextThatComesAgainIsTheSameObject() {
    String first = text("BTC-USDT@binance");

    assertThat(text("BTC-USDT@binance")).isSameAs(first);
  }

  private String text(String text) {
    byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return cache.text(utf8, 1, utf8.length - 2);
  }
}
