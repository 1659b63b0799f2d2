package io.tidemark.flink.config;

import static io.tidemark.flink.config.ConfigFile.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.drift.DriftThresholds;
import io.tidemark.core.drift.ResumeMode;
import io.tidemark.core.risk.RiskLimits;
import io.tidemark.core.signal.SignalPolicy.Emit;
import io.tidemark.flink.config.CheckpointConfig.OnCancel;
import io.tidemark.flink.config.text.OptionSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  private final ConfigFile file;

  ConfigLoaderTest(@TempDir Path directory) {
    file = new ConfigFile(directory);
  }

  @Test
  void twoLinesAreEnoughAndEverythingElseHasADefault() throws IOException {
    JobConfig config = file.load(MINIMAL);

    assertThat(config.kafka().groupId()).isEqualTo("tidemark");
    assertThat(config.kafka().startOffsets()).isEqualTo(StartOffsets.GROUP);
    assertThat(config.topic("signals.v1")).isEqualTo("signals.v1");
    assertThat(config.instruments())
        .containsExactly(
            new InstrumentConfig("BTC-USDT@binance", BarSource.TRADES, List.of(), List.of()),
            new InstrumentConfig("ETH-USDT@binance", BarSource.TRADES, List.of(), List.of()));
    assertThat(config.market().maxFlatBars()).isEqualTo(3);
    assertThat(config.model().directory()).isNull();
    assertThat(config.signal()).isEqualTo(new SignalConfig(65, Emit.CHANGE, 0));
    assertThat(config.drift())
        .isEqualTo(
            new DriftConfig(
                null,
                null,
                null,
                new DriftThresholds(0.1, 0.25, 0.40),
                ResumeMode.AUTO,
                new DriftBudget(10_000, false),
                List.of("BTC-USDT@binance", "ETH-USDT@binance")));
    assertThat(config.risk())
        .isEqualTo(
            RiskLimits.builder()
                .staleAfter(micros(Duration.ofSeconds(30)))
                .silenceAfter(micros(Duration.ofMinutes(5)))
                .bookMaxAge(micros(Duration.ofMinutes(5)))
                .fundingExtreme(0.001)
                .fundingMaxAge(micros(Duration.ofHours(9)))
                .volatilityLimit(2.5)
                .fearGreedLimit(90)
                .fearGreedMaxAge(micros(Duration.ofDays(3)))
                .positionCap(0.10)
                .sizeAtFullStrength(0.10)
                .atrTarget(0.02)
                .maxSignalsPerHour(20)
                .build());
    assertThat(config.sequence())
        .isEqualTo(
            new SequenceConfig(
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                10_000,
                50_000,
                Duration.ofSeconds(30),
                Duration.ofMinutes(2)));
    assertThat(config.delivery())
        .isEqualTo(new DeliveryConfig(Delivery.EXACTLY_ONCE, Duration.ofMinutes(15)));
    assertThat(config.checkpoint())
        .isEqualTo(
            new CheckpointConfig(
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                10,
                OnCancel.KEEP,
                null));
    assertThat(config.restart())
        .isEqualTo(new RestartConfig(Duration.ofSeconds(10), Duration.ofMinutes(10)));
  }

  @Test
  void nestedDottedAndMixedKeysMeanTheSame() throws IOException {
    String nested =
        """
        kafka:
          bootstrap-servers: "a:1, b:2"
          properties:
            security.protocol: SASL_SSL
            sasl:
              mechanism: PLAIN
        instruments: BTC-USDT@binance; ETH-USDT-PERP@binance
        bars:
          source: candles
          source.ETH-USDT-PERP@binance: trades
        inputs:
          ETH-USDT-PERP@binance: [funding, fear-greed]
        topics.prefix: test.
        """;

    JobConfig config = file.load(nested);

    assertThat(config.kafka().clientProperties())
        .containsOnly(
            Map.entry("bootstrap.servers", "a:1, b:2"),
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("sasl.mechanism", "PLAIN"));
    assertThat(config.instrument("BTC-USDT@binance"))
        .contains(
            new InstrumentConfig("BTC-USDT@binance", BarSource.CANDLES, List.of(), List.of()));
    assertThat(config.instrument("ETH-USDT-PERP@binance"))
        .contains(
            new InstrumentConfig(
                "ETH-USDT-PERP@binance",
                BarSource.TRADES,
                List.of(ContextInput.FUNDING, ContextInput.FEAR_GREED),
                List.of()));
    assertThat(config.instrument("SOL-USDT@binance")).isEmpty();
    assertThat(config.topic("signals.v1")).isEqualTo("test.signals.v1");
  }

  @Test
  void anInstrumentCanHaveFewerInputsThanTheOthers() throws IOException {
    JobConfig config = file.load(MINIMAL, "inputs=book, sentiment", "inputs.ETH-USDT@binance=");

    assertThat(config.instruments().get(0).has(ContextInput.BOOK)).isTrue();
    assertThat(config.instruments().get(0).has(ContextInput.FUNDING)).isFalse();
    assertThat(config.instruments().get(1).inputs()).isEmpty();
  }

  @Test
  void anInstrumentCanReferToOthersAndNeverToItself() throws IOException {
    JobConfig all = file.load(MINIMAL, "references=BTC-USDT@binance");
    assertThat(all.instruments().get(0).references()).isEmpty();
    assertThat(all.instruments().get(1).references()).containsExactly("BTC-USDT@binance");

    JobConfig one = file.load(MINIMAL, "references.BTC-USDT@binance=ETH-USDT@binance");
    assertThat(one.instruments().get(0).references()).containsExactly("ETH-USDT@binance");
    assertThat(one.instruments().get(1).references()).isEmpty();

    assertThat(
            file.problems(
                MINIMAL,
                "references=BTC-USDT@binanc",
                "references.BTC-USDT@binance=BTC-USDT@binance",
                "references.ETH-USDT@binance=SOL-USDT@binance, btc",
                "references.XRP-USDT@binance=BTC-USDT@binance"))
        .containsExactly(
            "references.ETH-USDT@binance must be a list of none or some different instruments such"
                + " as BTC-USDT@binance ('btc' is none), was 'SOL-USDT@binance, btc'",
            "references.XRP-USDT@binance is for 'XRP-USDT@binance', which is not among the"
                + " instruments; the nearest is BTC-USDT@binance",
            "references names 'BTC-USDT@binanc', which is not among the instruments, so that its"
                + " candles would not be read; the nearest is BTC-USDT@binance",
            "references.BTC-USDT@binance names the instrument itself, whose candles are in its log"
                + " anyway");
  }

  @Test
  void anAssignmentWinsOverTheFileAndTheLastOneOverAll() throws IOException {
    JobConfig config =
        file.load(MINIMAL + "drift.window: 300\n", "drift.window=400", "drift.window = 500");

    assertThat(config.drift().window()).isEqualTo(500);
  }

  @Test
  void aConfigurationTravelsToTheCluster() throws IOException, ClassNotFoundException {
    JobConfig config = file.load(MINIMAL + "kafka.properties.client.id: x\n");

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(config);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(config);
    }
  }

  @Test
  void whatAppliesIsListedWithItsDefaults() throws IOException {
    JobConfig config =
        file.load(MINIMAL, "bars.source.BTC-USDT@binance=candles", "sequence.wait=2 s");

    assertThat(config.effective())
        .containsEntry("instruments", shown("BTC-USDT@binance,ETH-USDT@binance", OptionSource.FILE))
        .containsEntry("bars.source", shown("trades", OptionSource.DEFAULT))
        .containsEntry("bars.source.BTC-USDT@binance", shown("candles", OptionSource.SET))
        .containsEntry("sequence.wait", shown("2 s", OptionSource.SET))
        .containsEntry("risk.silence-after", shown("5 min", OptionSource.DEFAULT))
        .containsEntry("delivery", shown("exactly-once", OptionSource.DEFAULT))
        .doesNotContainKeys("model.path", "checkpoint.path");
  }

  @Test
  void whoGaveAnOptionIsKnownAfterwards() throws IOException {
    JobConfig config = file.load(MINIMAL + "checkpoint.timeout: 30 s\n", "restart.reset-after=1h");

    assertThat(config.isGiven(CheckpointSettings.TIMEOUT)).isTrue();
    assertThat(config.isGiven(RestartSettings.RESET_AFTER)).isTrue();
    assertThat(config.isGiven(CheckpointSettings.TOLERABLE_FAILURES)).isFalse();
    assertThat(config.isGiven(CheckpointSettings.MIN_PAUSE)).isFalse();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            file.problems(
                "",
                "signal.min-strength=140",
                "signal.emit=never",
                "risk.stale-after=30",
                "drift.window=many",
                "inputs=book,weather",
                "signal.min-strenght=70"))
        .containsExactly(
            "signal.min-strength must be between 0 and 100, was 140",
            "signal.emit must be one of change, every, was 'never'",
            "risk.stale-after must be a duration between 1 ms and 3650 d with its unit, such as"
                + " 30 s, was 30",
            "drift.window must be a whole number between 20 and 100000, was 'many'",
            "inputs must be a list of none or some of book, funding, sentiment, fear-greed, was"
                + " 'book,weather'",
            "signal.min-strenght (value 70) is not an option; the nearest is signal.min-strength",
            "kafka.bootstrap-servers is required and not set; it must be a list of host:port,"
                + " separated by commas",
            "instruments is required and not set; it must be a list of different instruments such"
                + " as BTC-USDT@binance");
  }

  @Test
  void theMessageListsEveryProblemOnItsOwnLine() {
    InvalidOptionsException two = file.failure("");
    assertThat(two)
        .hasMessageStartingWith("The configuration has 2 problems:\n  - kafka.bootstrap-servers is")
        .hasMessageContaining("\n  - instruments is");

    assertThat(file.failure(MINIMAL, "drift.window=1"))
        .hasMessage(
            "The configuration has a problem:\n"
                + "  - drift.window must be between 20 and 100000, was 1");
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static EffectiveOption shown(String value, OptionSource source) {
    return new EffectiveOption(value, source);
  }
}
