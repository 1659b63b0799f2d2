package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.fact.Parsed;
import io.tidemark.dataset.EventLog;
import io.tidemark.dataset.SimulatedLog;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.Sealing;
import io.tidemark.retraining.LogUpTo;
import io.tidemark.retraining.OneInstrument;
import io.tidemark.retraining.PythonTraining;
import io.tidemark.retraining.TopicLog;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real broker, whose log is a simulated day. */
@TestInstance(Lifecycle.PER_CLASS)
final class RetrainCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));
  private static final String BTC = SimInstrument.BTC.name();
  private static final Scenario DAY = Scenario.training(5, 1);
  private static final long HOUR = 3_600_000_000L;

  /** Two hours of the day come after what the pause had seen. */
  private static final long DATA_TO = DAY.start() + 22 * HOUR;

  private EmbeddedBroker broker;
  private Path directory;
  private Path job;
  private String said = "";

  @BeforeAll
  void start(@TempDir Path fresh) throws Exception {
    directory = fresh;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (Topic topic :
        List.of(Topic.EVENTS, Topic.MODEL_UPDATES, Topic.MODEL_ALERTS, Topic.RETRAIN_REQUESTS)) {
      partitions.put(topic.topicName(), 1);
      settings.put(topic.topicName(), Map.of());
    }
    broker.createTopics(partitions, settings);
    job = job("refusals", ROOT.resolve("models/src/test/resources/artifacts/tiny/1"));
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers());
        EventLog day = simulated()) {
      LogFormat format = new LogFormat();
      while (day.hasNext()) {
        LogEvent event = day.next();
        writer.write(
            Topic.EVENTS.topicName(), event.instrument(), format.encode(event), DAY.start());
      }
      for (RetrainRequest request :
          List.of(request("aa11", "1"), request("aa22", "2"), request("../b", "1"))) {
        byte[] bytes = Topic.RETRAIN_REQUESTS.format().encode(request);
        writer.write(Topic.RETRAIN_REQUESTS.topicName(), BTC, bytes, DATA_TO);
      }
      writer.flush();
    }
  }

  @AfterAll
  void end() throws Exception {
    broker.close();
  }

  @Test
  void anUnknownRequestAndOneThatIsNotClearAreRefused() {
    assertThat(run("x")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("tidemark: there is no request 'x'; the newest are", "aa11", "aa22");
    assertThat(run("aa")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("'aa' begins more than one request");
  }

  @Test
  void aRequestWhoseIdLeadsOutOfTheWorkFolderIsRefused() {
    assertThat(run("../b")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("the request's id is '../b', which is no name");
  }

  @Test
  void withoutPythonItSaysWhatIsAskedAndWhatIsMissing() {
    assertThat(run("aa11", "--python", directory.resolve("none").toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said)
        .contains("Request aa11", "sim-tiny/1 was paused for " + BTC, "there is no Python '");
  }

  @Test
  void whatServesIsRetrainedOnceItsDataEndLongEnoughAgo() {
    assertThat(run("--due", BTC, "--every", "9999w")).isEqualTo(3);
    assertThat(said).contains("tiny/1 serves " + BTC + "; its data end on", "it is due on");
    String none = directory.resolve("none").toString();
    assertThat(run("--due", BTC, "--every", "1m", "--python", none))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains(": it is due", "there is no Python '");
    assertThat(run("--due", "XRP-USDT@nowhere")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("the jobs do not follow 'XRP-USDT@nowhere'");
  }

  @Test
  void aRequestAndAnAgeAreNotAskedAtOnce() {
    assertThat(run("aa11", "--due", BTC)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(run()).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("REQUEST");
  }

  @Test
  void aLengthThatIsNoneIsRefusedBeforeAnythingIsDone() {
    assertThat(run("aa11", "--unseen", "0d")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said)
        .contains("--unseen is '0d': write a length such as 8w")
        .doesNotContain("Request");
  }

  @Test
  void anExportOfTheLogIsByteByByteThatOfItsSourceAndKnowsNothingLater() throws IOException {
    Path config = config("export", 0.001);
    Path ofLog = directory.resolve("of-log");
    Path ofSource = directory.resolve("of-source");
    JobConfigOptions settings = new JobConfigOptions();
    new CommandLine(settings).parseArgs("--config", job.toString());
    JobConfig deployment = settings.load(Job.SIGNAL);
    TopicSource topics = TopicSource.at(deployment.kafka().clientProperties(), true);
    export(config, features -> new LogUpTo(new TopicLog(deployment, topics), DATA_TO), ofLog);
    export(config, features -> new LogUpTo(simulated(), DATA_TO), ofSource);
    String file = BTC + ".parquet";
    assertThat(ofLog.resolve(file)).hasSameBinaryContentAs(ofSource.resolve(file));
    try (EventLog log = new LogUpTo(simulated(), DATA_TO)) {
      long newest = 0;
      while (log.hasNext()) {
        newest = Math.max(newest, log.next().availableAt());
      }
      assertThat(newest).isBetween(DATA_TO - HOUR, DATA_TO);
    }
  }

  /** Stands for the calibrator: says what is there when it is asked. */
  private void calibrate(Path artefact, Path export, DriftOptions drift, Consumer<String> say) {
    boolean registered = Files.exists(directory.resolve("store/sim-tiny/2"));
    boolean data = artefact.endsWith("sim-tiny/2") && Files.isDirectory(export);
    say.accept(
        "calibrating with data: %s, registered: %s, over %d"
            .formatted(data, registered, drift.window()));
  }

  @Test
  void aBetterVersionIsRegisteredAWorseOneIsNotAndNeitherServes() throws Exception {
    String python = python();
    Path poor = config("poor", 10);
    Path good = config("good", 0.001);
    job = job("whole", serve(poor, python));
    Path work = directory.resolve("work");
    String[] how = {"--unseen", "6h", "--validation", "4h", "--python", python};

    CommandLine calibrating = new CommandLine(new RetrainCommand(this::calibrate));
    assertThat(execute(calibrating, List.of(), "aa1", "--training", good, "--work", work, how))
        .as(said)
        .isZero();
    assertThat(said)
        .contains(
            "calibrating with data: true, registered: false, over ",
            "Exporting from market.events.v1",
            "lead of the new one in log loss",
            "sim-tiny/2 is registered and serves nobody",
            "./tidemark models activate sim-tiny/2 " + BTC);
    assertThat(directory.resolve("store/sim-tiny/2/model.onnx"))
        .hasSameBinaryContentAs(work.resolve("run-1/draft/model.onnx"));
    assertThat(Files.readString(directory.resolve("store/sim-tiny/2/manifest.json")))
        .contains("Asked for by request aa11");
    assertThat(updates()).containsExactly("REGISTER * sim-tiny/2");

    assertThat(run("aa22", "--training", poor, "--work", work, how)).as(said).isEqualTo(1);
    assertThat(said)
        .contains(
            "REFUSED: sim-tiny/3 is worse than sim-tiny/2 on the unseen rows",
            work.resolve("run-2/draft").toString(),
            "looked at an unseen stretch: 1.");
    assertThat(work.resolve("run-2/draft/model.onnx")).exists();
    assertThat(directory.resolve("store/sim-tiny/3")).doesNotExist();
    assertThat(updates()).containsExactly("REGISTER * sim-tiny/2");

    assertThat(
            run("aa22", "--training", good, "--work", work, "--unseen", "20h", "--python", python))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("less than half of that would be left", "Give a longer history");
  }

  private String python() {
    String named = System.getenv("PYTHON");
    String python = named == null ? "python3" : named;
    String missing = "";
    try {
      PythonTraining.with(python, ROOT);
    } catch (CommandFailedException e) {
      missing = String.valueOf(e.getMessage());
    }
    assumeThat(missing).isEmpty();
    return python;
  }

  /** What serves: trained on the first hours, by a configuration that hardly lets it learn. */
  private Path serve(Path config, String python) throws Exception {
    Path export = directory.resolve("first");
    export(config, features -> new LogUpTo(simulated(), DAY.start() + 16 * HOUR), export);
    Path draft = directory.resolve("draft");
    Process process =
        new ProcessBuilder(
                python,
                "-m",
                "tidemark_training",
                "train",
                config.toString(),
                "--export",
                export.toString(),
                "--out",
                draft.toString())
            .directory(ROOT.resolve("models/training").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Path artefact = directory.resolve("own/sim-tiny/1");
    Sealing.of(draft, artefact);
    return artefact;
  }

  /** A deployment whose jobs have this model of their own. */
  private Path job(String name, Path own) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        kafka.bootstrap-servers: %s
        instruments: [%s]
        model.path: %s
        model.store: %s
        """
            .formatted(broker.bootstrapServers(), BTC, own, directory.resolve("store")));
  }

  private Path config(String name, double l2) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".json"),
        """
        {"id": "sim-tiny", "version": "1", "bar": "1m", "windowBars": 1, "trigger": "bar",
         "horizonBars": 1,
         "features": [{"name": "log_return", "drift": "pause"},
                      {"name": "return(6)", "drift": "alert"},
                      {"name": "vwap_distance(24)", "drift": "ignore"},
                      {"name": "signed_volume", "drift": "alert"}],
         "split": {"train": 0.5, "validation": 0.2}, "trainer": "linear",
         "fit": {"l2": %s}, "seed": 1,
         "baselineRows": 200, "goldenRows": 8, "bootstrapBlockBars": 30, "bootstrapDraws": 50,
         "explained": "a simulated day, of which more can be known than of any market"}
        """
            .formatted(l2));
  }

  private static void export(Path config, TrainingExport.Data data, Path folder) {
    TrainingExport.write(config, data, BTC::equals, 3, folder);
  }

  private static EventLog simulated() {
    return new OneInstrument(new SimulatedLog(DAY, 5), BTC);
  }

  private static RetrainRequest request(String id, String version) {
    return new RetrainRequest(
        id,
        new EventRef(BTC, DATA_TO, 17),
        new ModelVersion("sim-tiny", version),
        List.of("log_return"),
        DATA_TO - HOUR,
        DATA_TO,
        "log_return strayed");
  }

  private List<String> updates() {
    List<String> updates = new ArrayList<>();
    RawDecoder decoder = new RawDecoder();
    try (TopicReader reader = TopicReader.of(broker.bootstrapServers(), Topic.MODEL_UPDATES)) {
      reader.drain(
          record -> {
            Parsed<Fact> parsed =
                decoder.decode(Topic.MODEL_UPDATES.topicName(), record.value(), 0);
            ModelUpdate update = (ModelUpdate) ((Parsed.Valid<Fact>) parsed).value();
            updates.add(update.action() + " " + update.instrument() + " " + update.model().name());
          });
    }
    return updates;
  }

  private int run(Object... words) {
    return execute(Tidemark.commandLine(), List.of("drift", "retrain"), words);
  }

  private int execute(CommandLine commands, List<String> name, Object... words) {
    List<String> line = new ArrayList<>(name);
    for (Object word : words) {
      if (word instanceof String[] several) {
        line.addAll(List.of(several));
      } else {
        line.add(word.toString());
      }
    }
    line.addAll(List.of("--config", job.toString()));
    StringWriter text = new StringWriter();
    commands.setOut(new PrintWriter(text, true));
    commands.setErr(new PrintWriter(text, true));
    int code = commands.execute(line.toArray(String[]::new));
    said = text.toString();
    return code;
  }
}
