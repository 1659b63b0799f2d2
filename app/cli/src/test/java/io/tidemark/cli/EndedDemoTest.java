package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked about a demo that has ended: its files answer, and no broker is started. */
@TestInstance(Lifecycle.PER_CLASS)
final class EndedDemoTest {

  private static final String BTC = "BTC-USDT@sim";
  private static final long TIME = 1_736_121_600_000_000L;

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root"), "models/artifacts/demo-linear/1");

  private Path home;
  private String said = "";

  @BeforeAll
  void endADemo(@TempDir Path directory) throws IOException {
    home = directory;
    try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("kafka"))) {
      Files.writeString(
          home.resolve("job.yaml"),
          """
          kafka.bootstrap-servers: %s
          instruments: [%s]
          bars.source: trades
          inputs: [book, sentiment, fear-greed]
          model.path: %s
          """
              .formatted(broker.bootstrapServers(), BTC, MODEL.toAbsolutePath()));
      Map<String, Integer> topics = new TreeMap<>();
      for (Topic topic :
          List.of(Topic.MODEL_UPDATES, Topic.MODEL_ALERTS, Topic.RETRAIN_REQUESTS, Topic.EVENTS)) {
        topics.put(topic.topicName(), 1);
      }
      broker.createTopics(topics, Map.of());
      try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
        ModelRef ref = new ModelRef("demo-linear", "2", "ab".repeat(32));
        ModelUpdate update =
            new ModelUpdate(Instruments.ALL, TIME, TIME, ModelAction.REGISTER, ref, "ann");
        writer.write(
            Topic.MODEL_UPDATES.topicName(), "version", new RawEncoder().encode(update), TIME);
        RetrainRequest request =
            new RetrainRequest(
                "aa11",
                new EventRef(BTC, TIME, 17),
                new ModelVersion("demo-linear", "1"),
                List.of("log_return"),
                TIME,
                TIME,
                "log_return strayed");
        writer.write(
            Topic.RETRAIN_REQUESTS.topicName(),
            BTC,
            Topic.RETRAIN_REQUESTS.format().encode(request),
            TIME);
        writer.flush();
      }
    }
  }

  @Test
  void itsVersionsAreListed() throws IOException {
    Map<String, FileTime> before = files();
    assertThat(run("models", "list")).as(said).isZero();
    assertThat(said).contains("demo-linear/2 ", "ab".repeat(32), BTC);
    assertThat(files()).as("a broker writes when it starts and when it ends").isEqualTo(before);
  }

  @Test
  void aRequestOfItIsFoundForANewTraining() throws IOException {
    Map<String, FileTime> before = files();
    assertThat(run("drift", "retrain", "aa", "--python", home.resolve("none").toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said)
        .contains("Request aa11", "demo-linear/1 was paused for " + BTC, "there is no Python '");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aListWhoseTopicsAreMissingSaysNothingOfWriting(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("kafka"));
    Files.createFile(other.resolve("kafka/.kafka_cleanshutdown"));
    Files.copy(home.resolve("job.yaml"), other.resolve("job.yaml"));
    assertThat(runAt(other, "models", "list")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said).contains("model-alerts.v1").doesNotContain("written");
  }

  private Map<String, FileTime> files() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(home.resolve("kafka"))) {
      for (Path file : walk.toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  private int run(String... words) {
    return runAt(home, words);
  }

  private int runAt(Path directory, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--home", directory.toString()));
    StringWriter text = new StringWriter();
    PrintWriter print = new PrintWriter(text, true);
    int code =
        Tidemark.commandLine().setOut(print).setErr(print).execute(line.toArray(String[]::new));
    said = text.toString();
    return code;
  }
}
