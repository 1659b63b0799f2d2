package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.sequence.Held;
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

  private static final String TOPIC_ID = "3db5QLSqSZieL3rJBUUegA";

  private final HeldCodec codec = new HeldCodec();

  @Test
  void theBytesOfVersionThreeAreFrozen() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(order("the feed was wrong", TOPIC_ID), new DataOutputStream(bytes));
    assertThat(HexFormat.of().formatHex(bytes.toByteArray()))
        .isEqualTo(golden("unframed/held-v3.hex"));
    assertThat(codec.version()).isEqualTo(3);
  }

  @Test
  void theFrozenBytesOfEveryVersionAreReadToTheLast() throws IOException {
    assertThat(readToTheLast(1, "unframed/held-v1.hex")).isEqualTo(sample());
    assertThat(readToTheLast(1, "unframed/held-order-v1.hex")).isEqualTo(order("", Origin.NO_ID));
    assertThat(readToTheLast(2, "unframed/held-v2.hex"))
        .isEqualTo(order("the feed was wrong", Origin.NO_ID));
    assertThat(readToTheLast(3, "unframed/held-v3.hex"))
        .isEqualTo(order("the feed was wrong", TOPIC_ID));
  }

  @Test
  void aNewFormOfEventsNeedsANewVersionHere() {
    assertThat(new LogEventCodec().version())
        .as("version 3 of a held event holds version 3 of an event")
        .isEqualTo(3);
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> codec.read(4, input(new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessage("held event has version 4, known is up to 3");
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

  private static Held order(String why, String topicId) {
    Control control = new Control("*", 1, 2, ControlCommand.ACKNOWLEDGE, "me", why);
    return new Held(new LogEvent("A-B@c", 2, new Origin("t", 3, 7, topicId), -1, -1, control), 5);
  }

  private Held readToTheLast(int version, String golden) throws IOException {
    DataInputStream in = input(HexFormat.of().parseHex(golden(golden)));
    Held held = codec.read(version, in);
    assertThat(in.available()).isZero();
    return held;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = HeldCodecTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
          .strip();
    }
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
