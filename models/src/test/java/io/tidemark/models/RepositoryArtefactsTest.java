package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What we ship must open on the ONNX Runtime that we ship, under the name it carries. */
class RepositoryArtefactsTest {

  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts");

  @TestFactory
  List<DynamicTest> everyArtefactOfTheRepositoryOpensUnderItsOwnName() throws IOException {
    if (!Files.isDirectory(ARTEFACTS)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.find(ARTEFACTS, 2, (path, a) -> isVersion(path))) {
      return versions.sorted().map(RepositoryArtefactsTest::opens).toList();
    }
  }

  private static boolean isVersion(Path path) {
    return ARTEFACTS.relativize(path).getNameCount() == 2 && Files.isDirectory(path);
  }

  private static DynamicTest opens(Path version) {
    Path name = ARTEFACTS.relativize(version);
    return DynamicTest.dynamicTest(
        name.toString(),
        () -> {
          try (LoadedModel model = ModelArtefact.read(version).open()) {
            assertThat(Path.of(model.metadata().model().id(), model.metadata().model().version()))
                .isEqualTo(name);
            assertThat(model.scorer().batch()).isEqualTo(OnnxScorer.MAX_BATCH);
          }
        });
  }
}
