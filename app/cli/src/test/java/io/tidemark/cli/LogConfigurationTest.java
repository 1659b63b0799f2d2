package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gets into the logs of the image and of the program, and how large they become. */
final class LogConfigurationTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final List<String> PLACES = List.of("log.file", "tidemark.log");
  private static final String COLLISION =
      "Name collision: Group already contains a Metric with the name '%s'. Metric will not be"
          + " reported.[localhost, taskmanager, 1, job, Write signals: Writer, 0, %s]";

  @TempDir private Path directory;

  @BeforeEach
  void place() {
    PLACES.forEach(each -> System.setProperty(each, log().toString()));
  }

  @AfterEach
  void forgetPlace() {
    PLACES.forEach(System::clearProperty);
  }

  @Test
  void theImagesLogHasNothingOfKafkaThatIsNoWarning() throws IOException {
    try (LoggerContext context = open("docker/log4j-console.properties")) {
      write(context);
    }
    assertThat(Files.readString(log()))
        .contains("the job is running", "a broker is gone", "our own name twice")
        .doesNotContain("ProducerId set", "commit of a transaction", "record-send-rate");
  }

  @Test
  void theProgramsLogHasWarningsOnly() throws IOException {
    try (LoggerContext context = open("app/cli/src/main/resources/log4j2.properties")) {
      write(context);
    }
    assertThat(Files.readString(log()))
        .contains("a broker is gone", "our own name twice")
        .doesNotContain("the job is running", "ProducerId set", "record-send-rate");
  }

  @Test
  void theProgramsLogIsNotThereBeforeTheFirstWarning() {
    try (LoggerContext context = open("app/cli/src/main/resources/log4j2.properties")) {
      context.getLogger("io.tidemark.Any").info("the job is running");
    }
    assertThat(log()).doesNotExist();
  }

  @Test
  void theProgramsLogHasThreeFilesAtMost() throws IOException {
    String line = "a broker is gone ".repeat(2_000);
    try (LoggerContext context = open("app/cli/src/main/resources/log4j2.properties")) {
      for (int i = 0; i < 1_500; i++) {
        context.getLogger("org.apache.kafka.clients.NetworkClient").warn(line);
      }
    }
    try (var files = Files.list(directory)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(11L << 20));
    }
  }

  private static void write(LoggerContext context) {
    context.getLogger("org.apache.flink.runtime.taskmanager.Task").info("the job is running");
    String client = "org.apache.kafka.clients.producer.internals.TransactionManager";
    context.getLogger(client).info("ProducerId set to 7");
    context.getLogger(client).warn("a broker is gone");
    context
        .getLogger("org.apache.flink.connector.kafka.sink.internal.KafkaCommitter")
        .info("commit of a transaction");
    var metrics = context.getLogger("org.apache.flink.metrics.MetricGroup");
    metrics.warn(COLLISION.formatted("record-send-rate", "KafkaProducer"));
    metrics.warn(COLLISION.formatted("our own name twice", "tidemark"));
  }

  private LoggerContext open(String file) {
    LoggerContext context = new LoggerContext("test", null, ROOT.resolve(file).toUri());
    context.start();
    return context;
  }

  private Path log() {
    return directory.resolve("written.log");
  }
}
