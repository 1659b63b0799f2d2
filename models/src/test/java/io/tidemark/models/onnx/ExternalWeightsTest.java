package io.tidemark.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.models.onnx.ExternalWeights.UnreachableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalWeightsTest {

  private static final int BUDGET = 1 << 10;

  @TempDir private Path outside;
  private Path directory;

  @BeforeEach
  void writeWeights() throws Exception {
    directory = Files.createDirectory(outside.resolve("model"));
    Files.write(directory.resolve("w.data"), LittleEndian.of(9, 9, 0.5f, -1));
    Files.write(outside.resolve("secret"), LittleEndian.of(1f, 2));
  }

  private ConstantTensor folded(Map<String, String> elsewhere) throws UnreachableException {
    ConstantTensor tensor =
        new ConstantTensor(
            "w", ElementType.FLOAT, new long[] {2}, new byte[0], List.of(), elsewhere);
    ModelGraph graph =
        new ModelGraph("g", List.of(), Map.of("w", tensor), List.of(), List.of(), false);
    assertThat(ExternalWeights.has(graph)).isTrue();
    ModelGraph found = ExternalWeights.folded(graph, directory, BUDGET);
    assertThat(ExternalWeights.has(found)).isFalse();
    return Objects.requireNonNull(found.constants().get("w"));
  }

  private void refused(String reason, Map<String, String> elsewhere) {
    assertThatThrownBy(() -> folded(elsewhere))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void weightsBesideTheModelAreFoldedIn() throws Exception {
    assertThat(folded(Map.of("location", "w.data", "offset", "8", "length", "8")).reals())
        .containsExactly(0.5f, -1);
    assertThat(folded(Map.of("location", "w.data")).reals()).containsExactly(9, 9);
  }

  @Test
  void noPathLeavesTheDirectory() throws Exception {
    refused("leads out of the model's directory", Map.of("location", "../secret"));
    refused(
        "leads out of the model's directory",
        Map.of("location", outside.resolve("secret").toString()));
    Files.createSymbolicLink(directory.resolve("link"), outside.resolve("secret"));
    refused("leads out of the model's directory", Map.of("location", "link"));
  }

  @Test
  void whatIsNoPlainFileIsNotOpened() throws Exception {
    refused("no plain file", Map.of("location", "absent"));
    refused("no plain file", Map.of("location", "."));
    Path pipe = directory.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor(5, TimeUnit.SECONDS) && Files.exists(pipe), "no pipe can be made here");
    refused("no plain file", Map.of("location", "pipe"));
  }

  @Test
  void aFileShorterThanTheModelSaysIsRefused() {
    refused(
        "w.data has 16 bytes, the model wants 8 from 12 on",
        Map.of("location", "w.data", "offset", "12"));
    refused("wants 8 from -1 on", Map.of("location", "w.data", "offset", "-1"));
    refused("offset must be a number, was x", Map.of("location", "w.data", "offset", "x"));
    refused("expected 8 bytes", Map.of("location", "w.data", "length", "9"));
  }

  @Test
  void noMoreIsReadThanThereIsMemoryFor() {
    ConstantTensor wide =
        new ConstantTensor(
            "w",
            ElementType.FLOAT,
            new long[] {BUDGET},
            new byte[0],
            List.of(),
            Map.of("location", "w.data"));
    ModelGraph graph =
        new ModelGraph("g", List.of(), Map.of("w", wide), List.of(), List.of(), false);
    assertThatThrownBy(() -> ExternalWeights.folded(graph, directory, BUDGET))
        .hasMessageContaining("larger than the memory for them");
  }
}
