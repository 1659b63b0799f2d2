package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.collector.feed.BarHistory;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.flink.config.InvalidOptionsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that says what to collect. */
final class CollectConfigTest {

  @TempDir Path folder;

  @Test
  void aFileSaysWhatToCollect() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("collect.yaml"),
            """
            kafka:
              bootstrap-servers: kafka:9092
              properties:
                client.id: desk
            topics.prefix: desk.
            instruments: [BTC-USDT@binance, BTC-USD@coinbase]
            collect:
              channels: [trades, book]
              endpoints:
                coinbase.socket: ws://127.0.0.1:7
            """);
    CollectConfig config = CollectConfig.load(file, List.of("collect.status-port=81"), Map.of());
    assertThat(config.instruments()).containsExactly("BTC-USDT@binance", "BTC-USD@coinbase");
    assertThat(config.channels()).containsExactlyInAnyOrder(FeedChannel.TRADES, FeedChannel.BOOK);
    assertThat(config.kafka().clientProperties())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("client.id", "desk");
    assertThat(config.kafka().topicPrefix()).isEqualTo("desk.");
    assertThat(config.statusPort()).isEqualTo(81);
    assertThat(config.maxWaiting()).isEqualTo(100_000);
    assertThat(config.socket(VenueDialects.of("BTC-USD@coinbase").orElseThrow()))
        .isEqualTo(URI.create("ws://127.0.0.1:7"));
    assertThat(config.rest(VenueDialects.of("BTC-USD@coinbase").orElseThrow()))
        .isEqualTo(URI.create("https://api.exchange.coinbase.com"));
  }

  @Test
  void thePastIsAskedForInCandlesThatTheVenueHas() {
    List<String> hours =
        List.of("kafka.bootstrap-servers=k:1", "collect.warm-up=200", "collect.bar=2 h");
    List<String> binance = new ArrayList<>(hours);
    binance.add("instruments=BTC-USDT@binance");
    assertThat(CollectConfig.load(null, binance, Map.of()).history())
        .isEqualTo(new BarHistory(200, 7_200_000_000L));
    List<String> coinbase = new ArrayList<>(hours);
    coinbase.add("instruments=BTC-USD@coinbase");
    assertThatThrownBy(() -> CollectConfig.load(null, coinbase, Map.of()))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining(
            "collect.bar: no candles of this length can be asked for of BTC-USD@coinbase");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                CollectConfig.load(
                    null,
                    List.of(
                        "instruments=BTC-USDT@nowhere",
                        "collect.chanels=trades",
                        "collect.max-waiting=7",
                        "collect.endpoints.nobody.socket=ws://127.0.0.1:7",
                        "collect.endpoints.kraken.rest=127.0.0.1",
                        "kafka.properties.acks=0"),
                    Map.of()))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining("nothing collects BTC-USDT@nowhere")
        .hasMessageContaining("collect.chanels is not known; did you mean collect.channels?")
        .hasMessageContaining("collect.max-waiting must be")
        .hasMessageContaining("collect.endpoints.nobody.socket is not known")
        .hasMessageContaining("collect.endpoints.kraken.rest must be such as")
        .hasMessageContaining("kafka.properties.acks must be all")
        .hasMessageContaining("kafka.bootstrap-servers is missing");
  }

  @Test
  void anAddressHasAHostAndTheSchemeOfItsUse() {
    for (String wrong :
        List.of(
            "socket=https://host", "socket=ws://:7", "rest=wss://host", "rest=http://h:99999")) {
      assertRefused("collect.endpoints.kraken." + wrong)
          .hasMessageContaining("must be such as " + (wrong.startsWith("s") ? "wss" : "https"));
    }
  }

  @Test
  void channelsThatAnInstrumentDoesNotHaveAreRefused() {
    assertRefused("collect.channels=derivative")
        .hasMessageContaining("names nothing that can be collected of BTC-USD@kraken");
  }

  @Test
  void whatIsFarFromEveryKeyIsNotTakenForOne() {
    assertRefused("risk.cooldown=5")
        .hasMessageContaining("risk.cooldown is not known; keys are kafka.bootstrap-servers");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String assignment) {
    List<String> assignments =
        List.of("kafka.bootstrap-servers=kafka:9092", "instruments=BTC-USD@kraken", assignment);
    return assertThatThrownBy(() -> CollectConfig.load(null, assignments, Map.of()))
        .isInstanceOf(InvalidOptionsException.class);
  }
}
