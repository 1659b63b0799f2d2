package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.ModelArtefact;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real broker; no job reads what it writes. */
@TestInstance(Lifecycle.PER_CLASS)
final class ModelsCommandTest {

  private static final String BTC = "BTC-USDT@binance";
  private static final String ETH = "ETH-USDT@binance";
  private static final Path FIRST =
      Path.of(
          System.getProperty("tidemark.root"), "models/src/test/resources/artifacts/tiny-every/1");

  private EmbeddedBroker broker;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
  }

  @AfterAll
  void end() throws Exception {
    broker.close();
  }

  @Test
  void aVersionIsRegisteredActivatedShadowedRolledBackAndRetired(@TempDir Path directory)
      throws Exception {
    Shell shell = new Shell(directory, "whole.");
    ModelRef second = shell.ref(shell.version(2));
    ModelRef third = shell.ref(shell.version(3));
    for (String line :
        List.of(
            "register " + directory.resolve("made/2"),
            "register " + directory.resolve("made/3"),
            "register " + directory.resolve("made/3"),
            "activate tiny-every/2",
            "activate tiny-every/3 " + BTC,
            "rollback " + BTC,
            "shadow tiny-every/3 " + ETH,
            "shadow tiny-every/3 --end",
            "retire tiny-every/3")) {
      assertThat(shell.run(line + " --by ann")).as(shell.said()).isZero();
    }

    assertThat(shell.updates())
        .extracting(
            update -> update.action() + " " + update.instrument() + " " + update.model().name())
        .containsExactly(
            "REGISTER * tiny-every/2",
            "REGISTER * tiny-every/3",
            "REGISTER * tiny-every/3",
            "ACTIVATE * tiny-every/2",
            "ACTIVATE " + BTC + " tiny-every/3",
            "ROLL_BACK " + BTC + " tiny-every/2",
            "SHADOW " + ETH + " tiny-every/3",
            "END_SHADOW * tiny-every/3",
            "RETIRE * tiny-every/3");
    assertThat(shell.updates()).extracting(ModelUpdate::by).containsOnly("ann");
    assertThat(shell.updates()).extracting(ModelUpdate::model).contains(second, third);
    assertThat(directory.resolve("store/tiny-every/2/model.onnx"))
        .hasSameBinaryContentAs(FIRST.resolve("model.onnx"));
    assertThat(shell.run("activate tiny-every/3")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said())
        .contains("'tiny-every/3' is not registered; registered are tiny-every/2;");
  }

  @Test
  void theListSaysWhatWasAskedForAndWhatWasRefused(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "list.");
    assertThat(shell.run("list")).isZero();
    assertThat(shell.said()).contains("No version is registered.", BTC + "     the jobs' own");
    shell.ref(shell.version(2));
    shell.run("register " + directory.resolve("made/2"));
    shell.run("activate tiny-every/2 " + BTC + " --by ann");
    shell.run("shadow tiny-every/2 " + ETH + " --by bob");
    ModelRef ref = shell.ref(directory.resolve("made/2"));
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      ModelAlert alert =
          new ModelAlert(
              new AlertOccurrence("id", AlertPhase.OPENED, ETH, 1, 1, 0),
              ModelAction.SHADOW,
              ref,
              ref,
              "it is broken");
      writer.write("list.model-alerts.v1", ETH, Topic.MODEL_ALERTS.format().encode(alert), 1);
      writer.flush();
    }

    assertThat(shell.run("list")).isZero();

    assertThat(shell.said())
        .contains("tiny-every/2             manifest " + ref.sha256())
        .containsPattern(BTC + " +tiny-every/2 \\(.*, by ann\\)")
        .containsPattern(ETH + " +the jobs' own\n")
        .contains("SHADOW of tiny-every/2 refused", "it is broken");
    shell.run("activate tiny-every/2 " + ETH + " --by ann");
    shell.run("list");
    assertThat(shell.said()).as("what serves is no shadow any more").doesNotContain("beside it");
  }

  @Test
  void anUpdateHasTheTimeOfTheMarketAndTheListGoesByTheOrder(@TempDir Path directory)
      throws Exception {
    Shell shell = new Shell(directory, "market.");
    ModelRef ref = shell.ref(shell.version(2));
    shell.run("register " + directory.resolve("made/2"));
    shell.run("shadow tiny-every/2 " + ETH);
    MarketTopic.create(broker, "market.");
    long market = 1_736_121_600_000_000L;
    MarketTopic.write(broker, "market.", new Tick(ETH, market));

    assertThat(shell.run("activate tiny-every/2 " + ETH + " --by ann")).isZero();

    assertThat(shell.said())
        .contains("The market's time is 2025-01-06 00:00:00: the command carries it.");
    assertThat(shell.updates().get(2))
        .isEqualTo(new ModelUpdate(ETH, market, market, ModelAction.ACTIVATE, ref, "ann"));
    shell.run("list");
    assertThat(shell.said())
        .as("an activation that is older by its time and newer in the topic")
        .containsPattern(ETH + " +tiny-every/2 \\(.*, by ann\\)\n")
        .doesNotContain("beside it");
  }

  @Test
  void whatATaskWouldRefuseIsNotRegistered(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "broken.");
    Path broken = shell.version(2);
    Files.writeString(broken.resolve("golden.csv"), "changed");
    assertThat(shell.run("register " + broken)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("golden.csv: expected SHA-256");
    assertThat(directory.resolve("store")).doesNotExist();
    assertThat(shell.updates()).isEmpty();
  }

  @Test
  void aModelForAnotherTriggerIsNotRegistered(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "trigger.");
    Path other = shell.version(2);
    edit(other, "\"trigger\": \"every\"", "\"trigger\": \"bar\"");
    assertThat(shell.run("register " + other)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("is scored upon trigger 'bar', this job upon 'every'");
    assertThat(directory.resolve("store")).as("what is refused leaves nothing").doesNotExist();
  }

  @Test
  void aModelThatWouldHangIsNotRegistered(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "hang.");
    Path second = shell.version(2);
    Path model = second.resolve("model.onnx");
    String before = hash(model);
    Path loop = FIRST.resolve("../../broken/loop.onnx");
    Files.copy(loop, model, StandardCopyOption.REPLACE_EXISTING);
    edit(second, before, hash(loop));
    assertThat(shell.run("register " + second)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("operator Loop 'looped' is not served");
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void whatIsRegisteredLiesInTheStoreUnderItsNameAlone(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "whole-copy.");
    shell.run("register " + shell.version(2));
    try (Stream<Path> shelf = Files.list(directory.resolve("store/tiny-every"))) {
      assertThat(shelf.map(path -> path.getFileName().toString())).containsExactly("2");
    }
  }

  @Test
  void whatServesOrScoresBesideIsNotRetired(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "used.");
    shell.run("register " + shell.version(2));
    shell.run("shadow tiny-every/2 " + ETH);
    assertThat(shell.run("retire tiny-every/2")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("not retired, for it scores beside what serves " + ETH);
    shell.run("activate tiny-every/2");
    assertThat(shell.run("retire tiny-every/2")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("not retired, for it serves " + BTC + ", serves " + ETH);
    shell.run("list");
    assertThat(shell.said()).contains("tiny-every/2             manifest ");
  }

  @Test
  void whatServesAlreadyIsSaid(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "served.");
    shell.run("register " + shell.version(2));
    shell.run("activate tiny-every/2 " + ETH);
    assertThat(shell.said()).doesNotContain(" already");
    shell.run("activate tiny-every/2");
    assertThat(shell.said())
        .contains("tiny-every/2 serves " + ETH + " already.")
        .doesNotContain("serves " + BTC + " already");
  }

  @Test
  void anActivationThatIsRefusedIsNoneToRollBackFrom(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "runs-back.");
    for (int version = 2; version <= 4; version++) {
      shell.run("register " + shell.version(version));
    }
    for (String line : List.of("activate tiny-every/3", "activate tiny-every/4")) {
      shell.run(line + " " + BTC);
    }
    shell.run("activate tiny-every/2 " + BTC); // older than what serves: the jobs refuse it
    shell.run("list");
    assertThat(shell.said()).containsPattern(BTC + " +tiny-every/4 ");
    assertThat(shell.run("rollback " + BTC)).as(shell.said()).isZero();
    assertThat(shell.updates().get(6))
        .extracting(update -> update.action() + " " + update.model().name())
        .isEqualTo("ROLL_BACK tiny-every/3");
  }

  @Test
  void aVersionInTheStoreIsNeverChanged(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "fixed.");
    Path second = shell.version(2);
    assertThat(shell.run("register " + second)).as(shell.said()).isZero();
    edit(second, "\"horizonBars\": ", "\"horizonBars\": 1");
    assertThat(shell.run("register " + second)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("a version never changes, a new one needs a new number");
  }

  @Test
  void whoFollowsNobodyIsNamed(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "whom.");
    shell.version(2);
    shell.run("register " + directory.resolve("made/2"));
    assertThat(shell.run("activate tiny-every/2 SOL-USDT@binance"))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("do not follow 'SOL-USDT@binance'; they follow " + BTC);
    assertThat(shell.run("rollback " + BTC)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("name it with --to");
  }

  private static String hash(Path file) throws Exception {
    byte[] content = Files.readAllBytes(file);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static void edit(Path artefact, String text, String by) throws IOException {
    Path manifest = artefact.resolve("manifest.json");
    String before = Files.readString(manifest);
    assertThat(before).contains(text);
    Files.writeString(manifest, before.replace(text, by));
  }

  /** One deployment: its topics, its store, and what the command said to it. */
  private final class Shell {

    private final Path directory;
    private final String prefix;
    private final Path config;
    private String said = "";

    Shell(Path directory, String prefix) throws IOException {
      this.directory = directory;
      this.prefix = prefix;
      this.config = directory.resolve("job.yaml");
      Files.writeString(
          config,
          """
          kafka.bootstrap-servers: %s
          topics.prefix: %s
          instruments: [%s, %s]
          model.path: %s
          model.store: %s
          """
              .formatted(
                  broker.bootstrapServers(), prefix, BTC, ETH, FIRST, directory.resolve("store")));
      Map<String, Integer> partitions = new HashMap<>();
      Map<String, Map<String, String>> settings = new HashMap<>();
      for (Topic topic : List.of(Topic.MODEL_UPDATES, Topic.MODEL_ALERTS)) {
        partitions.put(prefix + topic.topicName(), 1);
        settings.put(prefix + topic.topicName(), Map.of());
      }
      broker.createTopics(partitions, settings);
    }

    Path version(int number) throws IOException {
      Path made = Files.createDirectories(directory.resolve("made/" + number));
      try (Stream<Path> files = Files.list(FIRST)) {
        for (Path file : files.toList()) {
          Files.copy(file, made.resolve(FIRST.relativize(file)));
        }
      }
      edit(made, "\"version\": \"1\"", "\"version\": \"" + number + "\"");
      return made;
    }

    ModelRef ref(Path artefact) throws Exception {
      return ModelArtefact.read(artefact).describe().ref();
    }

    int run(String line) {
      List<String> arguments = new ArrayList<>(List.of("models"));
      arguments.addAll(List.of(line.split(" ")));
      arguments.addAll(List.of("--config", config.toString()));
      StringWriter text = new StringWriter();
      CommandLine commandLine = Tidemark.commandLine();
      commandLine.setOut(new PrintWriter(text, true));
      commandLine.setErr(new PrintWriter(text, true));
      int code = commandLine.execute(arguments.toArray(String[]::new));
      said = text.toString();
      return code;
    }

    String said() {
      return said;
    }

    List<ModelUpdate> updates() {
      List<ModelUpdate> updates = new ArrayList<>();
      RawDecoder decoder = new RawDecoder();
      Properties properties = new Properties();
      properties.setProperty("bootstrap.servers", broker.bootstrapServers());
      try (TopicReader reader =
          new TopicReader(properties, List.of(prefix + Topic.MODEL_UPDATES.topicName()))) {
        reader.drain(
            record -> {
              Parsed<Fact> parsed =
                  decoder.decode(Topic.MODEL_UPDATES.topicName(), record.value(), 0);
              updates.add((ModelUpdate) ((Parsed.Valid<Fact>) parsed).value());
            });
      }
      return updates;
    }
  }
}
