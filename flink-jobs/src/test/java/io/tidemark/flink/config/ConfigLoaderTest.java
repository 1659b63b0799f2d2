package io.tidemark.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.ResumeMode;
import io.tidemark.core.risk.SignalPolicy.Emit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  private static final String MINIMAL =
      """
      kafka.bootstrap-servers: localhost:9092
      instruments: [BTC-USDT@binance, ETH-USDT@binance]
      """;

  private final Path directory;

  ConfigLoaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void twoLinesAreEnoughAndEverythingElseHasADefault() throws IOException {
    JobConfig config = load(MINIMAL);

    assertThat(config.kafka().groupId()).isEqualTo("tidemark");
    assertThat(config.kafka().startOffsets()).isEqualTo(StartOffsets.GROUP);
    assertThat(config.topic("signals.v1")).isEqualTo("signals.v1");
    assertThat(config.instruments())
        .containsExactly(
            new InstrumentConfig("BTC-USDT@binance", BarSource.TRADES, List.of(), List.of()),
            new InstrumentConfig("ETH-USDT@binance", BarSource.TRADES, List.of(), List.of()));
    assertThat(config.maxFlatBars()).isEqualTo(3);
    assertThat(config.modelDirectory()).isNull();
    assertThat(config.signal()).isEqualTo(new SignalConfig(65, Emit.CHANGE));
    assertThat(config.drift())
        .isEqualTo(
            new DriftConfig(
                null,
                null,
                null,
                0.1,
                0.25,
                0.40,
                ResumeMode.AUTO,
                new DriftBudget(10_000, false),
                List.of("BTC-USDT@binance", "ETH-USDT@binance")));
    assertThat(config.risk())
        .isEqualTo(
            new RiskConfig(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                0.001,
                Duration.ofHours(9),
                2.5,
                90,
                Duration.ofDays(3),
                0.10,
                0.02,
                20));
    assertThat(config.sequence())
        .isEqualTo(
            new SequenceConfig(
                Duration.ZERO, Duration.ofSeconds(10), Duration.ofMinutes(1), 10_000));
    assertThat(config.delivery())
        .isEqualTo(new DeliveryConfig(Delivery.EXACTLY_ONCE, Duration.ofMinutes(15)));
    assertThat(config.checkpoint()).isEqualTo(new CheckpointConfig(Duration.ofSeconds(10), null));
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

    JobConfig config = load(nested);

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
    JobConfig config = load(MINIMAL, "inputs=book, sentiment", "inputs.ETH-USDT@binance=");

    assertThat(config.instruments().get(0).has(ContextInput.BOOK)).isTrue();
    assertThat(config.instruments().get(0).has(ContextInput.FUNDING)).isFalse();
    assertThat(config.instruments().get(1).inputs()).isEmpty();
  }

  @Test
  void anInstrumentCanReferToOthersAndNeverToItself() throws IOException {
    JobConfig all = load(MINIMAL, "references=BTC-USDT@binance");
    assertThat(all.instruments().get(0).references()).isEmpty();
    assertThat(all.instruments().get(1).references()).containsExactly("BTC-USDT@binance");

    JobConfig one = load(MINIMAL, "references.BTC-USDT@binance=ETH-USDT@binance");
    assertThat(one.instruments().get(0).references()).containsExactly("ETH-USDT@binance");
    assertThat(one.instruments().get(1).references()).isEmpty();

    assertThat(
            problems(
                MINIMAL,
                "references=BTC-USDT@binanc",
                "references.BTC-USDT@binance=BTC-USDT@binance",
                "references.ETH-USDT@binance=SOL-USDT@binance, btc",
                "references.XRP-USDT@binance=BTC-USDT@binance"))
        .containsExactly(
            "references.ETH-USDT@binance must be a list of none or some different instruments such"
                + " as BTC-USDT@binance, was 'SOL-USDT@binance, btc'",
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
        load(MINIMAL + "drift.window: 300\n", "drift.window=400", "drift.window = 500");

    assertThat(config.drift().window()).isEqualTo(500);
  }

  @Test
  void aConfigurationTravelsToTheCluster() throws IOException, ClassNotFoundException {
    JobConfig config = load(MINIMAL + "kafka.properties.client.id: x\n");

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
    JobConfig config = load(MINIMAL, "bars.source.BTC-USDT@binance=candles", "sequence.wait=2 s");

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
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            problems(
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
    InvalidOptionsException two = failure("", Map.of());
    assertThat(two)
        .hasMessageStartingWith("The configuration has 2 problems:\n  - kafka.bootstrap-servers is")
        .hasMessageContaining("\n  - instruments is");

    assertThat(failure(MINIMAL, Map.of(), "drift.window=1"))
        .hasMessage(
            "The configuration has a problem:\n"
                + "  - drift.window must be between 20 and 100000, was 1");
  }

  @Test
  void whatIsNotSaidOfTheDriftWindowsIsAsTheModelWasCalibrated() throws IOException {
    FamilyTail tail = new FamilyTail(0, 1);
    DriftCalibration calibration = new DriftCalibration(60, 15, 5, Map.of(), Map.of(), tail, tail);
    DriftConfig unsaid = load(MINIMAL).drift();
    DriftOptions calibrated = unsaid.optionsFor(calibration, 1000);
    assertThat(calibrated.window()).isEqualTo(60);
    assertThat(calibrated.shortWindow()).isEqualTo(15);
    assertThat(calibrated.persistence()).isEqualTo(5);
    DriftOptions plain = unsaid.optionsFor(null, 1000);
    assertThat(plain.window()).isEqualTo(400);
    assertThat(plain.shortWindow()).isZero();
    assertThat(plain.persistence()).isEqualTo(3);
    assertThat(load(MINIMAL, "drift.window=90").drift().optionsFor(calibration, 1000).window())
        .isEqualTo(90);
  }

  @Test
  void theShortDriftWindowMustBeShorter() throws IOException {
    assertThat(problems(MINIMAL, "drift.window=90", "drift.short-window=100"))
        .containsExactly(
            "drift.short-window must be below drift.window (90), or 0 for none, was 100");
    assertThat(load(MINIMAL, "drift.window=90", "drift.short-window=0").drift().shortWindow())
        .isZero();
  }

  @Test
  void theSignalJobNeedsTheDirectoryOfAModel() {
    List<String> minimal = List.of("kafka.bootstrap-servers=a:1", "instruments=BTC-USDT@binance");
    assertThat(signalProblems(minimal))
        .containsExactly(
            "model.path is required and not set; it must be the directory of a model version");

    List<String> wrong = new ArrayList<>(minimal);
    wrong.add("model.path=nowhere");
    assertThat(signalProblems(wrong))
        .containsExactly(
            "model.path must be the directory of a model version, was 'nowhere', which is no"
                + " directory here");

    List<String> right = new ArrayList<>(minimal);
    right.add("model.path=" + directory);
    assertThat(ConfigLoader.load(Job.SIGNAL, null, right, Map.of()).modelDirectory())
        .isEqualTo(directory.toString());
  }

  @Test
  void numbersOutsideTheirRangeAreRefused() {
    assertThat(
            problems(
                MINIMAL,
                "risk.position-cap=1.5",
                "risk.volatility-limit=NaN",
                "risk.fear-greed-limit=-1",
                "risk.max-signals-per-hour=0",
                "bars.max-flat=99999999999",
                "risk.atr-target=two percent"))
        .containsExactly(
            "risk.position-cap must be between 0 and 1, was 1.5",
            "risk.volatility-limit must be above 0 and at most 1000, was 'NaN'",
            "risk.fear-greed-limit must be between 0 and 100, was -1",
            "risk.max-signals-per-hour must be between 1 and 64, was 0",
            "bars.max-flat must be between 0 and 1000, was 99999999999",
            "risk.atr-target must be a number above 0 and at most 1, was 'two percent'");
  }

  @Test
  void aLimitOfZeroIsRefusedWhereItWouldForbidEverything() {
    assertThat(
            problems(
                MINIMAL,
                "risk.funding-extreme=0",
                "risk.volatility-limit=0",
                "risk.atr-target=0",
                "drift.warn-threshold=0",
                "drift.pause-threshold=-0.0"))
        .containsExactly(
            "risk.funding-extreme must be above 0 and at most 1, was 0",
            "risk.volatility-limit must be above 0 and at most 1000, was 0",
            "risk.atr-target must be above 0 and at most 1, was 0",
            "drift.warn-threshold must be above 0 and at most 1, was 0",
            "drift.pause-threshold must be above 0 and at most 1, was -0.0");
  }

  @Test
  void durationsNeedAUnitAndHaveLimits() {
    assertThat(
            problems(
                MINIMAL,
                "risk.silence-after=soon",
                "risk.funding-max-age=-9 h",
                "sequence.tick=5000 d",
                "checkpoint.interval=1 ms",
                "sequence.wait=99999999999999999999 d"))
        .containsExactly(
            "risk.silence-after must be a duration between 1 ms and 3650 d with its unit, such as"
                + " 30 s, was 'soon'",
            "risk.funding-max-age must be a duration between 1 ms and 3650 d with its unit, such"
                + " as 30 s, was '-9 h'",
            "sequence.tick must be between 0 ms and 3650 d, was '5000 d'",
            "checkpoint.interval must be between 10 ms and 3650 d, was '1 ms'",
            "sequence.wait must be a duration between 0 ms and 3650 d with its unit, such as 30 s,"
                + " was '99999999999999999999 d'");
  }

  @Test
  void aZeroNeedsNoUnit() throws IOException {
    assertThat(load(MINIMAL, "sequence.tick=0").sequence().tick()).isZero();
  }

  @Test
  void namesThatCannotBeNamesAreRefused() {
    assertThat(
            problems(
                "",
                "kafka.bootstrap-servers=localhost",
                "instruments=BTC-USDT@binance,btc",
                "kafka.group-id=my group",
                "topics.prefix=a/b",
                "checkpoint.path=checkpoints"))
        .containsExactly(
            "kafka.bootstrap-servers must be a list of host:port, separated by commas, was"
                + " 'localhost'",
            "instruments must be a list of different instruments such as BTC-USDT@binance, was"
                + " 'BTC-USDT@binance,btc'",
            "kafka.group-id must be made of letters, digits, '.', '_' and '-', was 'my group'",
            "topics.prefix must be made of letters, digits, '.', '_' and '-', was 'a/b'",
            "checkpoint.path must be a URI such as s3://bucket/checkpoints, was 'checkpoints'");
  }

  @Test
  void anInstrumentNamedTwiceOrNoneAtAllIsRefused() {
    assertThat(problems(MINIMAL, "instruments=BTC-USDT@binance,BTC-USDT@binance"))
        .containsExactly(
            "instruments must be a list of different instruments such as BTC-USDT@binance, was"
                + " 'BTC-USDT@binance,BTC-USDT@binance'");
    assertThat(problems(MINIMAL, "instruments="))
        .containsExactly(
            "instruments must be a list of different instruments such as BTC-USDT@binance, was ''");
  }

  @Test
  void anOptionForAnInstrumentThatIsNotFollowedIsRefused() {
    assertThat(problems(MINIMAL, "bars.source.BTC-USD@binance=candles", "inputs.x=book"))
        .containsExactly(
            "bars.source.BTC-USD@binance is for 'BTC-USD@binance', which is not among the"
                + " instruments; the nearest is BTC-USDT@binance",
            "inputs.x is for 'x', which is not among the instruments; the nearest is"
                + " BTC-USDT@binance");
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheNearestKnownOne() {
    assertThat(
            problems(
                MINIMAL,
                "input.BTC-USDT@binance=book",
                "kafka.propertis.sasl.mechanism=PLAIN",
                "kafka.properties=x",
                "model=m"))
        .containsExactly(
            "input.BTC-USDT@binance (value 'book') is not an option; the nearest is"
                + " inputs.BTC-USDT@binance",
            "kafka.propertis.sasl.mechanism (value 'PLAIN') is not an option; the nearest is"
                + " kafka.properties.sasl.mechanism",
            "kafka.properties (value 'x') is not an option; the nearest is kafka.properties.*",
            "model (value 'm') is not an option; the nearest is model.path");
  }

  @Test
  void thePauseThresholdLiesAboveTheWarningThreshold() {
    assertThat(problems(MINIMAL, "drift.pause-threshold=0.25"))
        .containsExactly(
            "drift.pause-threshold must be above drift.warn-threshold (0.25), was 0.25");
    assertThat(problems(MINIMAL, "drift.warn-threshold=2"))
        .containsExactly("drift.warn-threshold must be above 0 and at most 1, was 2");
  }

  @Test
  void whoSaysWatchThresholdIsToldItsNewName() {
    assertThat(problems(MINIMAL, "drift.watch-threshold=0.3"))
        .containsExactly(
            "drift.watch-threshold (value 0.3) is not an option; the nearest is"
                + " drift.warn-threshold");
  }

  @Test
  void everythingThatIsWrongAboutDriftIsSaidAtOnce() {
    assertThat(
            problems(
                MINIMAL,
                "drift.sample=event",
                "drift.persistence=0",
                "drift.min-distance=1",
                "drift.budget=soon",
                "drift.family=BTC"))
        .containsExactly(
            "drift.sample must be one of bar, was 'event'",
            "drift.persistence must be between 1 and 1000, was 0",
            "drift.min-distance must be between 0 and 0.99, was 1",
            "drift.budget must be a number of samples (bar closes) from 1 to 1000000000000 such as"
                + " 10000, or of days from 1 to 36500 such as 365 d, was 'soon'",
            "drift.family must be a list of different instruments such as BTC-USDT@binance, was"
                + " 'BTC'");
    for (String budget : List.of("0", "-1", "0 d", "36501 d", "1000000000001", "1e5", "10 h")) {
      assertThat(problems(MINIMAL, "drift.budget=" + budget)).hasSize(1);
    }
  }

  @Test
  void aBudgetOfDaysIsAsManySamplesAsBarsFitIntoThem() throws IOException {
    long hour = 3_600_000_000L;
    assertThat(load(MINIMAL).drift().budget().samples(hour)).isEqualTo(10_000);
    assertThat(load(MINIMAL, "drift.budget=365 d").drift().budget().samples(hour)).isEqualTo(8_760);
    assertThat(load(MINIMAL, "drift.budget=2d").drift().budget().samples(hour / 60))
        .isEqualTo(2_880);
  }

  @Test
  void theFamilyIsAllThatAreFollowedUnlessItIsDeclared() throws IOException {
    JobConfig all = load(MINIMAL);
    assertThat(all.drift().family()).containsExactly("BTC-USDT@binance", "ETH-USDT@binance");
    assertThat(all.drift().differenceFrom(all.instruments())).isEmpty();

    JobConfig other = load(MINIMAL, "drift.family=ETH-USDT@binance,SOL-USDT@binance");
    assertThat(other.drift().differenceFrom(other.instruments()))
        .hasValue(
            "drift.family does not name BTC-USDT@binance and names SOL-USDT@binance, which is not"
                + " followed: the budget of false alarms is shared by 2, followed are 2");
  }

  @Test
  void aTransactionOutlivesACheckpoint() throws IOException {
    assertThat(problems(MINIMAL, "checkpoint.interval=15 min"))
        .containsExactly(
            "delivery.transaction-timeout must be longer than checkpoint.interval (15 min), was"
                + " 15 min: every transaction would be aborted before its checkpoint");
    assertThat(load(MINIMAL, "checkpoint.interval=15 min", "delivery=at-least-once").delivery())
        .extracting(DeliveryConfig::delivery)
        .isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void whatAnOptionDecidesIsNotDecidedByAKafkaProperty() {
    assertThat(
            problems(
                MINIMAL,
                "kafka.properties.group.id=x",
                "kafka.properties.isolation.level=read_uncommitted",
                "kafka.properties.key.serializer=x"))
        .containsExactly(
            "kafka.properties.group.id is decided by kafka.group-id; set that instead",
            "kafka.properties.isolation.level is set by the job itself and cannot be changed",
            "kafka.properties.key.serializer is set by the job itself and cannot be changed");
  }

  @Test
  void anAssignmentWithoutAnEqualsSignIsRefusedAndNotEchoedBeyondItsKey() {
    assertThat(problems(MINIMAL, "drift.window", "kafka.properties.sasl.jaas.config:hunter2"))
        .containsExactly(
            "--set drift.window must look like --set key=value",
            "--set kafka.properties.sasl.jaas.config must look like --set key=value");
  }

  @Test
  void aFileThatIsNotThereIsTheOnlyProblem() {
    Path missing = directory.resolve("missing.yaml");
    InvalidOptionsException failure =
        catchThrowableOfType(
            InvalidOptionsException.class,
            () -> ConfigLoader.load(Job.SEQUENCE, missing, List.of(), Map.of()));

    assertThat(failure.problems()).containsExactly(missing + " does not exist");
  }

  @Test
  void aFileThatIsNoMappingIsRefused() {
    assertThat(problems("- a\n- b\n"))
        .containsExactly(yaml() + " must hold keys and values, such as 'drift.window: 200'");
    assertThat(problems("a: [\n"))
        .singleElement()
        .asString()
        .startsWith(yaml() + " is not valid YAML at line 1, column 5: ");
  }

  @Test
  void aKeyGivenTwiceInTheFileIsRefused() {
    assertThat(problems(MINIMAL + "drift.window: 200\ndrift:\n  window: 300\n"))
        .containsExactly("drift.window is given twice in " + yaml());
    assertThat(problems(MINIMAL + "drift.window: 200\ndrift.window: 300\n"))
        .singleElement()
        .asString()
        .endsWith("Duplicate field 'drift.window'");
  }

  @Test
  void aKeyWithoutAPlainValueIsRefused() {
    assertThat(problems(MINIMAL + "drift.window: ~\ninputs: [{a: b}]\n"))
        .containsExactly(
            "drift.window has no value in " + yaml(),
            "inputs must be a list of plain values, it holds nested ones");
  }

  private Path yaml() {
    return directory.resolve("tidemark.yaml");
  }

  private JobConfig load(String yaml, String... assignments) throws IOException {
    Files.writeString(yaml(), yaml);
    return ConfigLoader.load(Job.SEQUENCE, yaml(), List.of(assignments), Map.of());
  }

  private static EffectiveOption shown(String value, OptionSource source) {
    return new EffectiveOption(value, source);
  }

  private List<String> problems(String yaml, String... assignments) {
    return failure(yaml, Map.of(), assignments).problems();
  }

  private InvalidOptionsException failure(
      String yaml, Map<String, String> environment, String... assignments) {
    return catchThrowableOfType(
        InvalidOptionsException.class,
        () -> {
          Files.writeString(yaml(), yaml);
          ConfigLoader.load(Job.SEQUENCE, yaml(), List.of(assignments), environment);
        });
  }

  private static List<String> signalProblems(List<String> assignments) {
    return catchThrowableOfType(
            InvalidOptionsException.class,
            () -> ConfigLoader.load(Job.SIGNAL, null, assignments, Map.of()))
        .problems();
  }
}
