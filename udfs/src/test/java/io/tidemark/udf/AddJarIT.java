package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.models.LoadedModel;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar in a session that has Flink, ONNX Runtime and nothing of ours. */
class AddJarIT {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Path JAR = ROOT.resolve("udfs/target/tidemark-udfs.jar");
  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path folder;

  @Test
  void aModelServesFromAnAddedJarAndItsRuntimeIsLoadedOnce() throws Exception {
    float expected;
    try (LoadedModel model = Artefact.TINY.open()) {
      expected = model.scorer().score(new float[] {0, 50, 0});
    }
    assertThat(session(entry -> true).lines().filter(line -> line.startsWith("> ")))
        .containsExactly(
            "> answer " + expected,
            "> answer " + expected,
            "> native copies 1",
            "> on the class path false");
  }

  @Test
  void aFlinkWithoutOnnxRuntimeIsToldWhereItBelongs() throws Exception {
    assertThat(session(entry -> !entry.contains("onnxruntime")))
        .contains("ONNX Runtime is missing: its jar belongs into Flink's lib/")
        .doesNotContain("> answer");
  }

  /** Runs {@link AddJarSession}, and returns what it printed. */
  private String session(Predicate<String> inLib) throws Exception {
    assertThat(JAR).as("mvn verify makes it").isRegularFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Xmx512m");
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("-Dtidemark.root=" + ROOT);
    command.add(AddJarSession.class.getName());
    command.add(JAR.toString());
    command.add(Artefact.TINY.directory().toString());
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command);
    // A variable, because a long class path does not belong on a command line.
    builder.environment().put("CLASSPATH", lib(inLib));
    builder.redirectErrorStream(true);
    builder.redirectOutput(out.toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as(() -> "has not ended: " + process.pid())
          .isTrue();
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
    return Files.readString(out);
  }

  /** This class path without our modules and without what the jar has to bring. */
  private static String lib(Predicate<String> inLib) {
    Path tests = ROOT.resolve("udfs/target/test-classes");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> Path.of(entry).equals(tests) || !Path.of(entry).startsWith(ROOT))
        .filter(entry -> !entry.matches(".*/(jackson-[a-z]+|avro)-[0-9.]+[.]jar"))
        .filter(inLib)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
