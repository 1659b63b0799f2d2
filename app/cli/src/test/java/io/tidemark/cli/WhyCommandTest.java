package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.client.drift.Alerts;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.CalibratedPrediction;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.TopicLayout;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every instrument here has another trouble; all share one broker. */
class WhyCommandTest {

  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /** 2025-01-06 09:00:00 UTC. */
  private static final long NINE = 1_736_154_000L * SECOND;

  private static final String STANDING = "AAA-USDT@binance";
  private static final String KILLED = "BBB-USDT@binance";
  private static final String PAUSED = "BTC-USDT@binance"; // whose alerts Alerts makes
  private static final String WARMING = "DDD-USDT@binance";
  private static final String SILENT = "EEE-USDT@binance";
  private static final String EXPIRED = "FFF-USDT@binance";

  /** A foreign text that would clear the screen and begin a line. */
  private static final String FOREIGN = "bad\u001b[2J\n\u202e";

  @TempDir static Path directory;

  private static EmbeddedBroker broker;
  private static Path file;

  @BeforeAll
  static void writeWhatIsRead() throws IOException {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (TopicLayout layout : TopicLayout.all(false)) {
      String topic = layout.topic().topicName();
      partitions.put(topic, layout.partitions(4));
      Map<String, String> each = new HashMap<>();
      layout.settings(1).forEach(setting -> each.put(setting.key(), setting.value()));
      settings.put(topic, each);
    }
    broker.createTopics(partitions, settings);
    file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        """
        kafka.bootstrap-servers: %s
        instruments: [%s]
        inputs.%s: [funding]
        """
            .formatted(
                broker.bootstrapServers(),
                String.join(", ", STANDING, KILLED, PAUSED, WARMING, SILENT, EXPIRED),
                STANDING));

    List<LogEvent> log = new ArrayList<>();
    for (String instrument : List.of(STANDING, KILLED, PAUSED, WARMING, EXPIRED)) {
      for (int i = 0; i <= 20; i++) {
        log.add(event(trade(instrument, NINE + i * MINUTE, NINE + i * MINUTE)));
      }
      log.add(event(new Tick(instrument, NINE + 20 * MINUTE + 1)));
    }
    log.add(event(trade(STANDING, NINE + 17 * MINUTE, NINE + 20 * MINUTE))); // 3 min late
    log.add(
        event(
            new Control(
                KILLED,
                NINE + 5 * MINUTE,
                NINE + 5 * MINUTE,
                ControlCommand.KILL,
                "ann",
                FOREIGN)));
    LogFormat format = new LogFormat();
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (LogEvent event : log) {
        writer.write(Topic.EVENTS.topicName(), event.instrument(), format.encode(event), 0);
      }
    }
    write(
        Topic.SIGNALS,
        List.of(
            signal(STANDING, NINE + 10 * MINUTE, Action.SELL, NINE + 15 * MINUTE),
            signal(STANDING, NINE + 19 * MINUTE, Action.BUY, NINE + 24 * MINUTE),
            signal(EXPIRED, NINE + 2 * MINUTE, Action.BUY, NINE + 7 * MINUTE)));
    write(
        Topic.RISK_ALERTS,
        List.of(
            risk(
                "w1",
                WARMING,
                RiskRule.WARM_UP,
                AlertPhase.OPENED,
                NINE,
                "12 closed bars are missing"),
            risk("w2", STANDING, RiskRule.WARM_UP, AlertPhase.OPENED, NINE, "2 closed bars"),
            risk("w2", STANDING, RiskRule.WARM_UP, AlertPhase.CLOSED, NINE + MINUTE, "no more"),
            risk(
                "k1", KILLED, RiskRule.KILL_SWITCH, AlertPhase.OPENED, NINE + 5 * MINUTE, "killed"),
            risk("p1", PAUSED, RiskRule.DRIFT_PAUSE, AlertPhase.OPENED, NINE + MINUTE, "paused")));
    write(Topic.DRIFT_ALERTS, List.of(Alerts.record("dd", AlertPhase.OPENED, NINE + MINUTE)));
    byte[] payload = new RawEncoder().encode(trade(SILENT, NINE, NINE));
    byte[] expired = new RawEncoder().encode(trade(EXPIRED, NINE, NINE));
    byte[] stranger = new RawEncoder().encode(trade("EEE-USDC@binance", NINE, NINE));
    Origin origin = new Origin(Topic.TRADES.topicName(), 0, 17);
    write(
        Topic.DEAD_LETTERS,
        List.of(
            DeadLetter.of(RejectReason.IN_FUTURE, FOREIGN, origin, NINE, payload),
            DeadLetter.of(RejectReason.IN_FUTURE, "newer" + FOREIGN, origin, NINE + 1, payload),
            DeadLetter.of(RejectReason.INCONSISTENT, "odd", origin, NINE - 1, payload),
            DeadLetter.of(RejectReason.INCONSISTENT, "odd", origin, NINE, expired),
            DeadLetter.of(RejectReason.UNKNOWN_INSTRUMENT, "whose?", origin, NINE, stranger)));
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Test
  void aStandingSignalIsShownWithItsAgeAndWhatIsMissing() {
    assertThat(lines(0, STANDING))
        .startsWith(STANDING + "   market time 2025-01-06 09:20:00 UTC", "A SIGNAL STANDS: BUY")
        .anyMatch(line -> line.matches("signal +BUY +5\\.0 % of the portfolio .*"))
        .anyMatch(
            line ->
                line.endsWith("of 2025-01-06 09:19:00, 1 min ago; valid until 2025-01-06 09:24:00"))
        .contains("blocked   no")
        .anyMatch(line -> line.startsWith("unseen    no funding among its newest 23 records"))
        .anyMatch(
            line ->
                line.equals(
                    "late      4.5 % of 22 trades came more than 60 s behind the log's clock"))
        .anyMatch(line -> line.startsWith("model     demo-linear/1; asked for: the job's own"))
        .anyMatch(line -> line.contains("newest price a TRADE of 2025-01-06 09:20:00, 0 s ago"));
  }

  @Test
  void aKillSwitchIsShownWithWhoPulledItAndTheCommandThatLiftsIt() {
    assertThat(lines(0, KILLED))
        .contains("WITHHELD by KILL_SWITCH")
        .contains("blocked   KILL_SWITCH since 2025-01-06 09:05:00 (15 min): killed")
        .contains("command   KILL at 2025-01-06 09:05:00, by ann: bad\\u001b[2J\\n\\u202e")
        .contains(
            "  ./tidemark control resume %s --why \"...\" --config %s   lifts the kill switch"
                .formatted(KILLED, file));
  }

  @Test
  void aPausedModelIsShownWithItsEvidence() {
    assertThat(lines(0, PAUSED))
        .contains("WITHHELD by DRIFT_PAUSE")
        .anyMatch(line -> line.startsWith("drift     btc-linear/3 PAUSED since 2024-01-01 00:00"))
        .contains("  ./tidemark drift show dd --config %s   the evidence".formatted(file))
        .anyMatch(line -> line.startsWith("  ./tidemark drift resume " + PAUSED + " --why"));
  }

  @Test
  void aWarmUpSaysHowMuchWasMissingWhenItBegan() {
    assertThat(lines(0, WARMING))
        .contains("WITHHELD by WARM_UP", "signal    none")
        .contains(
            "blocked   WARM_UP since 2025-01-06 09:00:00 (20 min): 12 closed bars are missing"
                + " (when it began)");
  }

  @Test
  void anInstrumentWithoutARecordIsSaidSoWithItsDeadLettersAndTheNearestName() {
    List<String> lines = lines(0, SILENT);
    assertThat(lines)
        .contains("NO RECORD of this instrument among the newest of its log")
        .contains("log       none of its records was found")
        .anyMatch(
            line ->
                line.matches(
                    ".* 3 of the newest 5 dead letters are about it: (INCON.* 1, )?IN_FUTURE 2.*"))
        .anyMatch(line -> line.contains("newerbad\\u001b[2J\\n\\u202e"))
        .contains("  look at the producer of " + SILENT + ": others come, its records do not")
        .anyMatch(line -> line.contains("records of 'EEE-USDC@binance' are refused"));
    assertThat(lines).allMatch(line -> line.matches("\\P{Cntrl}*"));
  }

  @Test
  void aSignalThatHasExpiredWithoutABlockPointsToTheSignalJob() {
    assertThat(lines(0, EXPIRED))
        .contains("THE LAST SIGNAL HAS EXPIRED, and no rule blocks")
        .anyMatch(line -> line.contains("18 min ago; expired at 2025-01-06 09:07:00"))
        .contains(
            "  look whether the signal job runs, and whether it keeps up with the log: the log goes"
                + " on, and no rule blocks");
  }

  @Test
  void aLogThatStandsStillByTheWallIsSaidSo() {
    StringWriter said = new StringWriter();
    Instant later = Instant.now().plus(Duration.ofHours(1));
    assertThat(why(said, file, InstantSource.fixed(later), STANDING)).isZero();
    assertThat(said.toString())
        .contains(" by the wall: NOTHING COMES")
        .contains("look whether the sequence job runs, and whether the producers write: the log");
  }

  @Test
  void anUnknownInstrumentNamesTheNearest() {
    assertThat(lines(3, "BBB-USD@binance"))
        .containsExactly(
            "tidemark: the jobs do not follow 'BBB-USD@binance'; the nearest that they do is "
                + KILLED
                + ", of 6");
    assertThat(lines(3, "x\u001b[2J")).singleElement().asString().contains("'x\\u001b[2J'");
  }

  @Test
  void brokersThatDoNotAnswerAreOneSentence() throws IOException {
    Path nobody = directory.resolve("nobody.yaml");
    Files.writeString(
        nobody, "kafka.bootstrap-servers: 127.0.0.1:1\ninstruments: [%s]\n".formatted(KILLED));
    StringWriter said = new StringWriter();
    assertThat(why(said, nobody, InstantSource.system(), KILLED)).isEqualTo(2);
    assertThat(said.toString().lines())
        .singleElement()
        .asString()
        .startsWith("tidemark: nothing can be said, the brokers at 127.0.0.1:1 do not answer: ");
  }

  @Test
  void forProgramsItIsOneObject() throws IOException {
    JsonNode json = new ObjectMapper().readTree(lines(0, KILLED, "--json").get(0));
    assertThat(json.path("verdict").asText()).isEqualTo("WITHHELD");
    assertThat(json.path("market_time").asText()).isEqualTo("2025-01-06T09:20:00.000001Z");
    assertThat(json.path("signal").isNull()).isTrue();
    assertThat(json.path("blocked").path(0).path("rule").asText()).isEqualTo("KILL_SWITCH");
    assertThat(json.path("blocked").path(0).path("since").asText())
        .isEqualTo("2025-01-06T09:05:00Z");
    assertThat(json.path("log").path("trades").asInt()).isEqualTo(21);
    assertThat(json.path("to_do").path(0).asText()).startsWith("./tidemark control resume ");
  }

  private static Fact trade(String instrument, long eventTime, long availableAt) {
    return new Trade(instrument, eventTime, availableAt, "", 100, 1, Side.BUY);
  }

  private static LogEvent event(Fact fact) {
    return new LogEvent(fact.instrument(), fact.availableAt(), new Origin("t", 0, 0), -1, 0, fact);
  }

  private static Signal signal(String instrument, long time, Action action, long until) {
    return new Signal(
        "0123456789abcdef0123456789abcdef",
        "",
        new EventRef(instrument, time, 1),
        new Recommendation(action, "strong", 0.05, 100, RiskClass.LOW, 5 * MINUTE, until, ""),
        CalibratedPrediction.NONE,
        new SignalBasis("demo-linear", "1", "", "", Task.DIRECTION, new float[0], false, List.of()),
        new DriftVerdict(DriftStatus.FILLING, "", Double.NaN, Double.NaN, 30),
        List.of());
  }

  private static RiskAlert risk(
      String id, String instrument, RiskRule rule, AlertPhase phase, long time, String detail) {
    return new RiskAlert(
        new AlertOccurrence(id, phase, instrument, time, time, 0), rule, 1, 0, detail);
  }

  /** Under the key of the jobs. */
  private static <T> void write(OutputTopic<T> topic, List<T> records) {
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (T record : records) {
        writer.write(
            topic.topicName(),
            topic.key().of(record),
            topic.format().encode(record),
            Instant.now().toEpochMilli() * 1_000);
      }
    }
  }

  private static List<String> lines(int code, String... words) {
    StringWriter said = new StringWriter();
    assertThat(why(said, file, InstantSource.system(), words)).as(said.toString()).isEqualTo(code);
    return said.toString().lines().toList();
  }

  private static int why(StringWriter said, Path config, InstantSource wall, String... words) {
    List<String> all = new ArrayList<>(List.of("why", "--config", config.toString()));
    all.addAll(List.of(words));
    CommandLine parent = Tidemark.commandLine();
    parent.getCommandSpec().removeSubcommand("why");
    PrintWriter print = new PrintWriter(said, true);
    return parent
        .addSubcommand(new WhyCommand(wall, Duration.ofSeconds(3)))
        .setOut(print)
        .setErr(print)
        .execute(all.toArray(String[]::new));
  }
}
