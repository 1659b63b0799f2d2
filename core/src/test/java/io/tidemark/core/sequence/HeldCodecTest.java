package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.LogEventCodec;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HeldCodecTest {

  private final HeldCodec codec = new HeldCodec();

  @Test
  void theBytesOfVersionOneAreFrozen() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(sample(), new DataOutputStream(bytes));
    assertThat(HexFormat.of().formatHex(bytes.toByteArray())).isEqualTo(golden());
    assertThat(codec.version()).isEqualTo(1);
  }

  @Test
  void theFrozenBytesOfVersionOneAreReadToTheLast() throws IOException {
    DataInputStream in = input(HexFormat.of().parseHex(golden()));
    assertThat(codec.read(1, in)).isEqualTo(sample());
    assertThat(in.available()).isZero();
  }

  @Test
  void aNewFormOfEventsNeedsANewVersionHere() {
    assertThat(new LogEventCodec().version())
        .as("version 1 of a held event holds version 1 of an event")
        .isEqualTo(1);
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> codec.read(2, input(new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessage("held event has version 2, known is 1");
  }

  private static Held sample() {
    String btc = "BTC-USDT@binance";
    Trade trade =
        new Trade(
            btc,
            1_700_000_000_000_000L,
            1_700_000_000_100_000L,
            "n\u00e9",
            35_000.5,
            0.25,
            Side.BUY);
    LogEvent event =
        new LogEvent(
            btc, trade.availableAt(), new Origin("exchange.trades.v1", 3, 1L << 40), -1, -1, trade);
    return new Held(event, 1_700_000_000_123L);
  }

  private static String golden() throws IOException {
    try (InputStream in = HeldCodecTest.class.getResourceAsStream("held-v1.hex")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
          .strip();
    }
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
