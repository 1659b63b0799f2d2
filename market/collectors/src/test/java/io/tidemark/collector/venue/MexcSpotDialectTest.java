package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MexcSpotDialectTest {

  private static final String DEALS = "spot@public.aggre.deals.v3.api.pb@100ms@ADAUSDT";
  private static final String DEPTH = "spot@public.aggre.depth.v3.api.pb@100ms@ADAUSDT";

  private final VenueDialect dialect = new MexcSpotDialect();

  /** Writes the fields of a message. */
  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ByteString part(Fields fields) {
    return ByteString.copyFrom(message(fields));
  }

  private static byte[] push(String channel, int body, Fields fields) {
    return message(
        out -> {
          out.writeString(1, channel);
          out.writeString(3, "ADAUSDT");
          out.writeInt64(5, 1_700_000_000_001L);
          out.writeInt64(6, 1_700_000_000_002L);
          out.writeBytes(body, part(fields));
        });
  }

  private static byte[] deals(String id) {
    return push(
        DEALS,
        314,
        body -> {
          body.writeBytes(
              1,
              part(
                  deal -> {
                    deal.writeString(1, "0.5");
                    deal.writeString(2, "3");
                    deal.writeInt32(3, 2);
                    deal.writeInt64(4, 1_700_000_000_000L);
                    deal.writeString(5, id);
                    deal.writeInt64(6, 9);
                  }));
          body.writeString(2, "spot@public.aggre.deals.v3.api.pb@100ms");
        });
  }

  private static ByteString level(String price, String size) {
    return part(
        level -> {
          level.writeString(1, price);
          level.writeString(2, size);
        });
  }

  private static byte[] change(int from, int to) {
    return push(
        DEPTH,
        313,
        body -> {
          body.writeBytes(1, level("0.6", "4"));
          body.writeBytes(2, level("0.5", "7"));
          body.writeBytes(2, level("0.4", "0"));
          body.writeString(3, "spot@public.aggre.depth.v3.api.pb@100ms");
          body.writeString(4, Integer.toString(from));
          body.writeString(5, Integer.toString(to));
        });
  }

  @Test
  void channelsOfAllSymbolsStandTogether() {
    AskedVenue mexc = new AskedVenue("ADA-USDT@mexc");
    assertThat(mexc.connection()).isEqualTo("wss://wbs-api.mexc.com/ws");
    assertThat(mexc.lists()).containsExactly("https://api.mexc.com/api/v3/exchangeInfo");
    assertThat(mexc.snapshot())
        .isEqualTo("https://api.mexc.com/api/v3/depth?symbol=ADAUSDT&limit=1000");
    assertThat(mexc.pastTrades()).isEmpty();
    assertThat(mexc.subscribes())
        .containsExactly("{'method':'SUBSCRIPTION','params':['%s','%s']}".formatted(DEALS, DEPTH));
    assertThat(mexc.resubscribes())
        .containsExactly(
            "{'method':'UNSUBSCRIPTION','params':['%s']}".formatted(DEPTH),
            "{'method':'SUBSCRIPTION','params':['%s']}".formatted(DEPTH));
    assertThat(dialect.pingEvery()).isLessThan(dialect.silence());
    assertThat(2 * dialect.symbolsPerConnection()).isLessThanOrEqualTo(30);
  }

  @Test
  void bytesBecomeTheirFormInJson() {
    assertThat(dialect.text(deals("a1")))
        .contains(
            "{\"channel\":\"%s\",\"symbol\":\"ADAUSDT\",\"sendTime\":\"1700000000002\","
                    .formatted(DEALS)
                + "\"publicAggreDeals\":{\"deals\":[{\"price\":\"0.5\",\"quantity\":\"3\","
                + "\"tradeType\":2,\"time\":\"1700000000000\",\"tradeId\":\"a1\"}]}}");
  }

  @Test
  void whatTheBytesSayIsRead() {
    AskedVenue mexc =
        new AskedVenue("ADA-USDT@mexc")
            .listed("{'symbols':[{'symbol':'ADAUSDT','baseAsset':'ADA','quoteAsset':'USDT'}]}");
    assertThat(
            mexc.tells(
                dialect.text(deals("a1")).orElseThrow(),
                dialect.text(change(8, 9)).orElseThrow(),
                "{'id':0,'code':0,'msg':'PONG'}"))
        .element(0)
        .isEqualTo("TRADE ADA-USDT@mexc");
    assertThat(dialect.text(change(8, 9)).orElseThrow())
        .contains("\"fromVersion\":\"8\",\"toVersion\":\"9\"")
        .contains("\"bids\":[{\"price\":\"0.5\",\"quantity\":\"7\"},{\"price\":\"0.4\",");
  }

  @Test
  void textThatWouldEndItsQuotesStaysText() {
    assertThat(dialect.text(deals("\"},{\\\n\u00e9")).orElseThrow())
        .contains("\"tradeId\":\"\\\"},{\\\\\\u000a\u00e9\"");
  }

  @Test
  void aFieldOfAnotherTypeIsLeftOut() {
    byte[] bytes =
        message(
            out -> {
              out.writeString(1, DEALS);
              out.writeInt64(3, 7);
              out.writeFixed64(6, 7);
              out.writeString(314 + 1, "news");
            });
    assertThat(dialect.text(bytes)).contains("{\"channel\":\"" + DEALS + "\"}");
  }

  @Test
  void bytesThatAreNoMessageAreNoText() {
    assertThat(dialect.text(new byte[0])).isEqualTo(Optional.empty());
    assertThat(dialect.text(message(out -> out.writeString(3, "ADAUSDT")))).isEmpty();
    assertThat(dialect.text(new byte[] {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f}))
        .isEmpty();
    assertThat(dialect.text(new byte[] {0x0a, 2, (byte) 0xc3, 0x28})).isEmpty();
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x0b);
    assertThat(dialect.text(groups)).isEmpty();
  }

  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(11);
    byte[] valid = change(8, 9);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> dialect.text(bytes)).doesNotThrowAnyException();
    }
  }
}
