package io.tidemark.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code flink run} is given, and what it says when nothing can come of it. */
class SubmitIT {

  @TempDir Path folder;

  @Test
  void aBadConfigurationIsSentencesAndNoStackTrace() throws Exception {
    FlinkHome.Answer answer =
        run(SignalJob.class, "kafka.bootstrap-servers=127.0.0.1:1", "signal.min-strenght=70");
    assertThat(answer.out())
        .contains(
            "tidemark: not submitted.\nThe configuration has 3 problems:\n",
            "signal.min-strenght (value 70) is not an option; the nearest is signal.min-strength",
            "model.path is required and not set")
        .doesNotContain("Exception", "\tat ");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void aBrokerThatIsNotThereIsASentenceToo() throws Exception {
    FlinkHome.Answer answer =
        run(SequenceJob.class, "kafka.bootstrap-servers=127.0.0.1:1", "instruments=BTC-USDT@test");
    assertThat(answer.out())
        .contains(
            "tidemark: not submitted.\nThe job was not started:\n",
            "No broker of kafka.bootstrap-servers (127.0.0.1:1) could be used")
        .doesNotContain("Exception", "\tat ");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void onnxRuntimeIsFlinksToBringAndTheConnectorIsTheJobJars() throws Exception {
    assertThat(classes(FlinkHome.JOB_JAR))
        .anyMatch(name -> name.startsWith("io/tidemark/"))
        .anyMatch(name -> name.startsWith("org/apache/flink/connector/kafka/"))
        .noneMatch(name -> name.startsWith("ai/onnxruntime/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"));
    try (Stream<Path> jars = Files.list(FlinkHome.LIB)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()).toList())
          .anyMatch(name -> name.startsWith("onnxruntime-"))
          .anyMatch(name -> name.startsWith("flink-runtime-"))
          .noneMatch(name -> name.matches("(tidemark|kafka|avro|jackson|flink-avro).*"));
    }
  }

  private FlinkHome.Answer run(Class<?> job, String... settings) throws Exception {
    FlinkHome home = FlinkHome.in(folder, Map.of("rest.address", "127.0.0.1"));
    List<String> words =
        Stream.concat(
                Stream.of("run", "-d", "-c", job.getName(), FlinkHome.JOB_JAR.toString()),
                Stream.of(settings).flatMap(setting -> Stream.of("--set", setting)))
            .toList();
    return home.flink(words.toArray(String[]::new));
  }

  private static List<String> classes(Path jar) throws Exception {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }
}
