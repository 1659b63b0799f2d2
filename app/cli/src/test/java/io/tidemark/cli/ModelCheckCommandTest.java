package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckCommandTest {

  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/src/test/resources/artifacts");

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void aFileThatCanBeImportedGivesItsPlanAndNothingIsWritten(@TempDir Path temporary)
      throws Exception {
    Path file = Files.copy(MODELS.resolve("tiny/1/model.onnx"), temporary.resolve("m.onnx"));

    assertThat(run(file.toString(), "--features", "log_return, rsi(14), macd(12,26,9)")).isZero();

    assertThat(said.toString())
        .contains("m.onnx: task direction", "Proved equal on 64 random rows", "can be imported.");
    try (var files = Files.list(temporary)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileThatCannotBeImportedGivesEveryProblem() {
    String loop = MODELS.resolve("broken/loop.onnx").toString();

    assertThat(run(loop, "--features", "log_return, rsi(14)", "--task", "volatility")).isEqualTo(1);

    assertThat(said.toString())
        .contains("Problems:", "2 features are given", "operator Loop", "cannot be imported");
  }

  @Test
  void aFeatureThatThereIsNotIsNamed() {
    for (String list : List.of("rsi(14), rzi(14)", "rsi(14", "rsi(14), rsi(14)", " ")) {
      assertThat(run("m.onnx", "--features", list)).isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(complained.toString()).contains("--features: ");
    }
    assertThat(complained.toString()).contains("rzi");
  }

  @Test
  void anEmptyPlaceInTheListIsNotPassedOver() {
    for (String list : List.of("rsi(14),,log_return", "rsi(14), log_return,", ",", "a: rsi(14);")) {
      assertThat(run("m.onnx", "--features", list)).as(list).isEqualTo(Tidemark.CANNOT_GO_ON);
    }
    assertThat(complained.toString())
        .contains("--features: place 2 of 'rsi(14),,log_return' is empty")
        .contains("place 3 of 'rsi(14), log_return,' is empty", "place 1 of ',' is empty")
        .contains("the list of features is empty");
  }

  private int run(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "models";
    all[1] = "check";
    System.arraycopy(words, 0, all, 2, words.length);
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained, true))
        .execute(all);
  }
}
