package io.tidemark.flink.config;

import static io.tidemark.flink.config.ConfigFile.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and assignments that cannot be read at all. */
class RawOptionsTest {

  private final ConfigFile file;
  private final Path directory;

  RawOptionsTest(@TempDir Path directory) {
    file = new ConfigFile(directory);
    this.directory = directory;
  }

  @Test
  void anAssignmentWithoutAnEqualsSignIsRefusedAndNotEchoedBeyondItsKey() {
    assertThat(file.problems(MINIMAL, "drift.window", "kafka.properties.sasl.jaas.config:hunter2"))
        .containsExactly(
            "--set drift.window must look like --set key=value",
            "--set kafka.properties.sasl.jaas.config must look like --set key=value");
  }

  @Test
  void anAssignmentWithoutAKeyIsNamedByItsFirstSign() {
    assertThat(file.problems(MINIMAL, "=hunter2", ""))
        .containsExactly(
            "--set '=...' must look like --set key=value",
            "--set '' must look like --set key=value");
  }

  @Test
  void aFileThatIsNotThereIsTheOnlyProblem() {
    Path missing = directory.resolve("missing.yaml");
    assertThat(problems(missing)).containsExactly(missing + " does not exist");
  }

  @Test
  void aFolderAndAFileThatIsNoTextAreCalledSo() throws IOException {
    Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(problems(directory))
        .containsExactly(directory + " is a folder: name the file in it");
    assertThat(problems(binary)).containsExactly(binary + " is not text in UTF-8");
  }

  private static List<String> problems(Path file) {
    return catchThrowableOfType(
            InvalidOptionsException.class,
            () -> ConfigLoader.load(Job.SEQUENCE, file, List.of(), Map.of()))
        .problems();
  }

  @Test
  void aFileThatIsNoMappingIsRefused() {
    assertThat(file.problems("- a\n- b\n"))
        .containsExactly(file.path() + " must hold keys and values, such as 'drift.window: 200'");
    assertThat(file.problems("a: [\n"))
        .singleElement()
        .asString()
        .startsWith(file.path() + " is not valid YAML at line 1, column 5: ");
  }

  @Test
  void aKeyGivenTwiceInTheFileIsRefused() {
    assertThat(file.problems(MINIMAL + "drift.window: 200\ndrift:\n  window: 300\n"))
        .containsExactly("drift.window is given twice in " + file.path());
    assertThat(file.problems(MINIMAL + "drift.window: 200\ndrift.window: 300\n"))
        .singleElement()
        .asString()
        .endsWith("Duplicate field 'drift.window'");
  }

  @Test
  void aKeyWithoutAPlainValueIsRefused() {
    assertThat(file.problems(MINIMAL + "drift.window: ~\ninputs: [{a: b}]\n"))
        .containsExactly(
            "drift.window has no value in " + file.path(),
            "inputs must be a list of plain values, it holds nested ones");
  }
}
