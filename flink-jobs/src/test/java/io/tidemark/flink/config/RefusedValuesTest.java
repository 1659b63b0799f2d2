package io.tidemark.flink.config;

import static io.tidemark.flink.config.ConfigFile.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values, names and keys that are refused, each in words. */
class RefusedValuesTest {

  private final ConfigFile file;
  private final Path directory;

  RefusedValuesTest(@TempDir Path directory) {
    file = new ConfigFile(directory);
    this.directory = directory;
  }

  @Test
  void theSignalJobNeedsTheDirectoryOfAModel() {
    List<String> minimal = List.of("kafka.bootstrap-servers=a:1", "instruments=BTC-USDT@binance");
    assertThat(signalProblems(minimal))
        .containsExactly(
            "model.path is required and not set; it must be the directory of a model version, or"
                + " strategy.path must be the file of a strategy");

    List<String> wrong = new ArrayList<>(minimal);
    wrong.add("model.path=nowhere");
    assertThat(signalProblems(wrong))
        .containsExactly(
            "model.path must be the directory of a model version, was 'nowhere', which is no"
                + " directory here");

    List<String> right = new ArrayList<>(minimal);
    right.add("model.path=" + directory);
    assertThat(ConfigLoader.load(Job.SIGNAL, null, right, Map.of()).model().directory())
        .isEqualTo(directory.toString());
  }

  @Test
  void aModelThatDecidesAlonePredictsNoVolatilityForTheBreaker() {
    List<String> predicted =
        List.of(
            "kafka.bootstrap-servers=a:1",
            "instruments=BTC-USDT@binance",
            "model.path=" + directory,
            "risk.volatility-by=predicted");
    assertThat(signalProblems(predicted))
        .containsExactly(
            "risk.volatility-by must be realised without strategy.path, was predicted: only a"
                + " strategy has a model that predicts it");
  }

  @Test
  void numbersOutsideTheirRangeAreRefused() {
    assertThat(
            file.problems(
                MINIMAL,
                "risk.position-cap=1.5",
                "risk.volatility-limit=NaN",
                "risk.fear-greed-limit=-1",
                "risk.max-signals-per-hour=0",
                "bars.max-flat=99999999999",
                "state.cache-percent=51",
                "risk.atr-target=two percent"))
        .containsExactly(
            "risk.position-cap must be between 0 and 1, was 1.5",
            "risk.volatility-limit must be above 0 and at most 1000, was 'NaN'",
            "risk.fear-greed-limit must be between 0 and 100, was -1",
            "risk.max-signals-per-hour must be between 1 and 64, was 0",
            "bars.max-flat must be between 0 and 1000, was 99999999999",
            "state.cache-percent must be between 1 and 50, was 51",
            "risk.atr-target must be a number above 0 and at most 1, was 'two percent'");
  }

  @Test
  void aLimitOfZeroIsRefusedWhereItWouldForbidEverything() {
    assertThat(
            file.problems(
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
            file.problems(
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
    assertThat(file.load(MINIMAL, "sequence.tick=0").sequence().tick()).isZero();
  }

  @Test
  void namesThatCannotBeNamesAreRefused() {
    assertThat(
            file.problems(
                "",
                "kafka.bootstrap-servers=localhost",
                "instruments=BTC-USDT@binance,btc",
                "kafka.group-id=my group",
                "topics.prefix=a/b",
                "checkpoint.path=checkpoints"))
        .containsExactly(
            "kafka.bootstrap-servers must be a list of host:port, separated by commas, was"
                + " 'localhost'",
            "instruments must be a list of different instruments such as BTC-USDT@binance ('btc' is"
                + " none), was 'BTC-USDT@binance,btc'",
            "kafka.group-id must be made of letters, digits, '.', '_' and '-', was 'my group'",
            "topics.prefix must be made of letters, digits, '.', '_' and '-', was 'a/b'",
            "checkpoint.path must be a URI such as s3://bucket/checkpoints, was 'checkpoints'");
  }

  @Test
  void anInstrumentNamedTwiceOrNoneAtAllIsRefused() {
    assertThat(file.problems(MINIMAL, "instruments=BTC-USDT@binance,BTC-USDT@binance"))
        .containsExactly(
            "instruments must be a list of different instruments such as BTC-USDT@binance"
                + " ('BTC-USDT@binance' is there twice), was 'BTC-USDT@binance,BTC-USDT@binance'");
    assertThat(file.problems(MINIMAL, "instruments="))
        .containsExactly(
            "instruments must be a list of different instruments such as BTC-USDT@binance, was ''");
  }

  @Test
  void anOptionForAnInstrumentThatIsNotFollowedIsRefused() {
    assertThat(file.problems(MINIMAL, "bars.source.BTC-USD@binance=candles", "inputs.x=book"))
        .containsExactly(
            "bars.source.BTC-USD@binance is for 'BTC-USD@binance', which is not among the"
                + " instruments; the nearest is BTC-USDT@binance",
            "inputs.x is for 'x', which is not among the instruments; the nearest is"
                + " BTC-USDT@binance");
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheNearestKnownOne() {
    assertThat(
            file.problems(
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
  void anUnknownKeyThatIsLikeNoneIsNotAnsweredWithOne() {
    assertThat(file.problems(MINIMAL, "weather.moon=1"))
        .containsExactly("weather.moon (value 1) is not an option; none has a name like it");
  }

  @Test
  void aNumberTooLargeIsShownAsANumber() {
    assertThat(file.problems(MINIMAL + "signal.min-strength: 1e400\n"))
        .containsExactly("signal.min-strength must be between 0 and 100, was '1E+400'");
  }

  @Test
  void aTransactionOutlivesACheckpoint() throws IOException {
    assertThat(file.problems(MINIMAL, "checkpoint.interval=15 min"))
        .containsExactly(
            "delivery.transaction-timeout must be longer than checkpoint.interval (15 min), was"
                + " 15 min: every transaction would be aborted before its checkpoint");
    assertThat(
            file.load(MINIMAL, "checkpoint.interval=15 min", "delivery=at-least-once").delivery())
        .extracting(DeliveryConfig::delivery)
        .isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void aTransactionOutlivesAllCheckpointsThatMayFail() throws IOException {
    assertThat(file.problems(MINIMAL, "checkpoint.timeout=2 min"))
        .containsExactly(
            "delivery.transaction-timeout must be longer than 1495 s, was 15 min: so long a job may"
                + " go on without a checkpoint (checkpoint.tolerable-failures 10,"
                + " checkpoint.timeout 2 min, checkpoint.min-pause 5 s, checkpoint.interval 10 s),"
                + " and what a transaction holds that is aborted before is lost; raise it, or lower"
                + " those");
    assertThat(
            file.load(MINIMAL, "checkpoint.timeout=2 min", "checkpoint.tolerable-failures=5")
                .checkpoint()
                .longestWithout())
        .isEqualTo(Duration.ofSeconds(6 * 125 + 120));
    assertThat(
            file.load(MINIMAL, "checkpoint.interval=1 min", "checkpoint.tolerable-failures=0")
                .checkpoint()
                .longestWithout())
        .isEqualTo(Duration.ofSeconds(90 + 60));
    assertThat(
            file.problems(
                MINIMAL, "checkpoint.min-pause=20 min", "checkpoint.tolerable-failures=0"))
        .singleElement()
        .asString()
        .startsWith("delivery.transaction-timeout must be longer than 1320 s, was 15 min");
    assertThat(file.load(MINIMAL, "checkpoint.timeout=1 h", "delivery=at-least-once").checkpoint())
        .extracting(CheckpointConfig::timeout)
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatAnOptionDecidesIsNotDecidedByAKafkaProperty() {
    assertThat(
            file.problems(
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
  void whatVoidsAtLeastOnceIsRefusedAllAtOnce() {
    assertThat(
            file.problems(
                MINIMAL,
                "kafka.properties.acks=1",
                "kafka.properties.enable.idempotence=false",
                "kafka.properties.max.in.flight.requests.per.connection=6",
                "kafka.properties.retries=0",
                "kafka.properties.partitioner.ignore.keys=true",
                "kafka.properties.partitioner.class=org.example.Random",
                "kafka.properties.transactional.id=x",
                "kafka.properties.delivery.timeout.ms=20000"))
        .containsExactly(
            "kafka.properties.acks must be all, was 1: a broker that fails could lose what counts"
                + " as written; leave it out",
            "kafka.properties.enable.idempotence must be true, was 'false': what is sent again"
                + " could be written twice or in another order; leave it out",
            "kafka.properties.max.in.flight.requests.per.connection must be between 1 and 5, was 6:"
                + " beyond that Kafka keeps no order among what is sent again; leave it out",
            "kafka.properties.retries must be between 1 and 2147483647, was 0: a change of leader"
                + " would be a failed write; leave it out",
            "kafka.properties.partitioner.ignore.keys must be false, was 'true': the records of an"
                + " instrument would lose their order; leave it out",
            "kafka.properties.partitioner.class must be left out, was 'org.example.Random': the"
                + " records of an instrument keep their order only by their key; leave it out",
            "kafka.properties.transactional.id must be left out, was 'x': who writes in"
                + " transactions sets it itself, and nobody else could write anything; leave it"
                + " out",
            "kafka.properties.delivery.timeout.ms must be at least linger.ms + request.timeout.ms"
                + " (30005), was 20000: no producer starts so; raise it, or lower those");
  }

  @Test
  void aValueThatVoidsAtLeastOnceIsShownAsItWasWritten() {
    Map<String, String> environment = Map.of("ACKS", "0");
    List<String> options =
        List.of(
            "kafka.bootstrap-servers=a:1",
            "instruments=BTC-USDT@binance",
            "kafka.properties.acks=${env:ACKS}");
    assertThat(
            catchThrowableOfType(
                    InvalidOptionsException.class,
                    () -> ConfigLoader.load(Job.SEQUENCE, null, options, environment))
                .problems())
        .containsExactly(
            "kafka.properties.acks must be all, was '${env:ACKS}': a broker that fails could lose"
                + " what counts as written; leave it out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acks=all",
        "acks=-1",
        "enable.idempotence=True",
        "max.in.flight.requests.per.connection=1",
        "max.in.flight.requests.per.connection=5",
        "retries=2147483647",
        "partitioner.ignore.keys=false",
        "request.timeout.ms=60000",
        "delivery.timeout.ms=30005",
      })
  void whatKeepsAtLeastOnceIsAccepted(String property) throws IOException {
    String[] given = property.split("=", 2);
    assertThat(file.load(MINIMAL, "kafka.properties." + property).kafka().clientProperties())
        .containsEntry(given[0], given[1]);
  }

  private static List<String> signalProblems(List<String> assignments) {
    return catchThrowableOfType(
            InvalidOptionsException.class,
            () -> ConfigLoader.load(Job.SIGNAL, null, assignments, Map.of()))
        .problems();
  }
}
