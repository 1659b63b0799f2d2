package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchModelTest {

  private static final Path LSTM =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/bench/bench-lstm/1");

  @TempDir Path directory;

  @Test
  void theWholeWindowIsTheSameModelWithoutItsPrefixForm() throws Exception {
    BenchModel prefix = BenchModel.of(LSTM);
    BenchModel window = prefix.wholeWindow(directory.resolve("copy"));
    assertThat(prefix.name()).isEqualTo("bench-lstm 1, prefix");
    assertThat(window.name()).isEqualTo("bench-lstm 1, whole window");
    try (LoadedModel one = ModelArtefact.read(prefix.directory()).open();
        LoadedModel two = ModelArtefact.read(window.directory()).open()) {
      assertThat(one.encoder()).isNotNull();
      assertThat(two.encoder()).isNull();
      assertThat(two.featureNames()).isEqualTo(one.featureNames());
      assertThat(two.metadata().model().id() + two.metadata().model().version())
          .isEqualTo(one.metadata().model().id() + one.metadata().model().version());
    }
  }
}
