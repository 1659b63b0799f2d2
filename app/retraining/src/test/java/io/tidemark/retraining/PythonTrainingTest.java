package io.tidemark.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of an interpreter. */
final class PythonTrainingTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));

  @TempDir private Path directory;

  @Test
  void anInterpreterThatIsNotThereIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> PythonTraining.with(directory.resolve("none").toString(), ROOT))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("there is no Python '" + directory.resolve("none"))
        .hasMessageContaining("--python or PYTHON");
  }

  @Test
  void missingPackagesAreNamedWithWhatToDo() throws IOException {
    assertThatThrownBy(() -> PythonTraining.with(script("echo torch, onnx"), ROOT))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(
            "lacks torch, onnx: pip install -r models/training/requirements.lock");
    assertThatThrownBy(() -> PythonTraining.with(script("echo too old; exit 1"), ROOT))
        .hasMessageContaining("does not run (too old)");
  }

  @Test
  void theExitCodeSaysWhetherTheNewVersionIsWorseOrNothingWasJudged() throws IOException {
    List<String> said = new ArrayList<>();
    assertThat(answering("echo judged").retrain(List.of(), said::add)).isTrue();
    assertThat(answering("echo \"$@\" >&2; exit 3").retrain(List.of("--unseen", "a b"), said::add))
        .isFalse();
    assertThat(said).containsExactly("judged", "-m tidemark_training retrain --unseen a b");
    PythonTraining failing = answering("echo Traceback; exit 1");
    assertThatThrownBy(() -> failing.retrain(List.of(), said::add))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("nothing was trained or judged");
    assertThat(said).endsWith("Traceback");
  }

  @Test
  void aLabThatFailsHasNoReportAndOneThatDoesNotSaysWhatItPrints() throws IOException {
    List<String> said = new ArrayList<>();
    answering("echo \"$@\"").lab(List.of("a b.json", "--check"), said::add);
    assertThat(said).containsExactly("-m tidemark_training lab a b.json --check");
    PythonTraining failing = answering("echo horizonBars: must be positive; exit 2");
    assertThatThrownBy(() -> failing.lab(List.of(), said::add))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("the lab could not do this, the lines above say why (exit code 2)");
    assertThat(said).endsWith("horizonBars: must be positive");
  }

  @Test
  void theChildEndsWhenNobodyListensAnyMore() throws Exception {
    PythonTraining endless = answering("echo $$; exec sleep 600");
    List<Long> child = new ArrayList<>();
    assertThatThrownBy(
            () ->
                endless.retrain(
                    List.of(),
                    line -> {
                      child.add(Long.valueOf(line));
                      throw new IllegalStateException("nobody listens");
                    }))
        .hasMessage("nobody listens");
    Optional<ProcessHandle> left = ProcessHandle.of(child.get(0));
    if (left.isPresent()) {
      left.get().onExit().get();
    }
    assertThat(ProcessHandle.of(child.get(0)).filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** Has all packages, and does this when it is to train. */
  private PythonTraining answering(String training) throws IOException {
    return PythonTraining.with(script("[ \"$1\" = -c ] && exit 0\n" + training), ROOT);
  }

  private String script(String body) throws IOException {
    Path script = Files.createTempFile(directory, "python", "");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }
}
