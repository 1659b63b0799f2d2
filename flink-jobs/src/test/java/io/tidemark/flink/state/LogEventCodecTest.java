package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogEventCodecTest {

  private static final String BTC = "BTC-USDT@binance";

  private final LogEventCodec codec = new LogEventCodec();

  /** A fact of every kind, and its frozen bytes since version 2 from the fact's kind on. */
  record Golden(Fact fact, String hex) {}

  static List<Golden> goldens() {
    return List.of(
        new Golden(
            new Trade("A-B@c", 1, 2, "né", 3.5, Double.MIN_VALUE, Side.SELL),
            "0000000005412d42406300000000000000010000000000000002000000036ec3a9400c00"
                + "0000000000000000000000000101"),
        new Golden(
            new Candle("A-B@c", 1, 60, 61, 1, 2, 0.5, 1.5, -0.0),
            "0100000005412d4240630000000000000001000000000000003c000000000000003d3ff0"
                + "00000000000040000000000000003fe00000000000003ff8000000000000800000000000"
                + "0000"),
        new Golden(
            new Book(
                "A-B@c",
                1,
                2,
                new double[] {2, 1},
                new double[] {3, 4},
                new double[0],
                new double[0]),
            "0200000005412d4240630000000000000001000000000000000200000002400000000000"
                + "00003ff00000000000000000000240080000000000004010000000000000000000000000"
                + "0000"),
        new Golden(
            new Funding("A-B@c", 1, 2, Double.NaN),
            "0300000005412d424063000000000000000100000000000000027ff8000000000000"),
        new Golden(
            new Sentiment("*", 1, 2, "", -1, 0.25),
            "04000000012a0000000000000001000000000000000200000000bff00000000000003fd0"
                + "000000000000"),
        new Golden(
            new Metric("*", 1, 2, "m", Double.MAX_VALUE),
            "05000000012a00000000000000010000000000000002000000016d7fefffffffffffff"),
        new Golden(
            new Control("*", 1, 2, ControlCommand.ACKNOWLEDGE, "me", "né"),
            "06000000012a0000000000000001000000000000000203000000026d65000000036ec3a9"),
        new Golden(new Tick("A-B@c", -1), "0700000005412d424063ffffffffffffffff"),
        new Golden(
            new ModelUpdate(
                "*", 1, 2, ModelAction.ACTIVATE, new ModelRef("a-b", "12", "f".repeat(64)), "me"),
            "08000000012a000000000000000100000000000000020200000003612d62000000023132"
                + "000000406666666666666666666666666666666666666666666666666666666666666666"
                + "666666666666666666666666666666666666666666666666666666666666666600000002"
                + "6d65"));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void theBytesOfAFactAreFrozen(Golden golden) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(golden.hex());

    assertThat(written(golden.fact())).isEqualTo(bytes);
    assertThat(written(new FactCodec().read(3, input(bytes)))).isEqualTo(bytes);
  }

  @Test
  void aCommandOfVersionOneHasNoReason() throws IOException {
    DataInputStream in =
        input(
            HexFormat.of().parseHex("06000000012a0000000000000001000000000000000203000000026d65"));

    assertThat(new FactCodec().read(1, in))
        .isEqualTo(new Control("*", 1, 2, ControlCommand.ACKNOWLEDGE, "me", ""));
    assertThat(in.available()).isZero();
  }

  @Test
  void theBytesOfALogEventAreFrozen() throws IOException {
    LogEvent event = new LogEvent(BTC, 5, new Origin("t", 3, 7, "né"), 11, -13, new Tick("*", 5));

    byte[] bytes = written(event);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "000000104254432d555344544062696e616e636500000000000000050000000174000000"
                + "030000000000000007000000036ec3a9000000000000000bfffffffffffffff307000000"
                + "012a0000000000000005");
    assertThat(codec.read(3, input(bytes))).isEqualTo(event);
  }

  @Test
  void anEventOfVersionTwoHasNoTopicId() throws IOException {
    DataInputStream in =
        input(
            HexFormat.of()
                .parseHex(
                    "000000104254432d555344544062696e616e636500000000000000050000000174000000"
                        + "030000000000000007000000000000000bfffffffffffffff307000000012a0000000000"
                        + "000005"));

    assertThat(codec.read(2, in))
        .isEqualTo(new LogEvent(BTC, 5, new Origin("t", 3, 7), 11, -13, new Tick("*", 5)));
    assertThat(in.available()).isZero();
  }

  @Test
  void everyKindHasAGolden() {
    assertThat(goldens().stream().map(golden -> golden.fact().kind()))
        .containsExactly(EventKind.values());
  }

  @Test
  void aTextLongerThanModifiedUtf8AllowsIsWritten() throws IOException {
    LogEvent event =
        new LogEvent(
            BTC,
            1,
            new Origin("t", 0, 0),
            0,
            0,
            new Trade(BTC, 1, 1, "x".repeat(70_000), 1, 1, Side.UNKNOWN));

    assertThat(codec.read(3, input(written(event)))).isEqualTo(event);
  }

  @Test
  void nothingIsLeftUnread() throws IOException {
    for (Golden golden : goldens()) {
      LogEvent event = new LogEvent(BTC, 1, new Origin("t", 0, 1), 2, 3, golden.fact());
      DataInputStream in = input(written(event));
      codec.read(3, in);
      assertThat(in.available()).as(golden.fact().kind().name()).isZero();
    }
  }

  private static byte[] written(Fact fact) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new FactCodec().write(fact, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private byte[] written(LogEvent event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(event, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
