package io.tidemark.models.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** The cards of what we ship, held against the numbers in the files beside them. */
class RepositoryCardsTest {

  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> theNewestVersionOfEveryModelHasTheCardThatItsFilesGive() throws IOException {
    return newest()
        .map(
            version ->
                test(
                    version,
                    () -> {
                      ModelArtefact artefact = ModelArtefact.read(version);
                      assertThat(ModelCard.in(artefact)).isEqualTo(ModelCard.of(artefact));
                    }))
        .toList();
  }

  @TestFactory
  List<DynamicTest> aCardsFiguresAreThoseOfManifestOutcomesAndEvaluation() throws IOException {
    return newest().map(version -> test(version, () -> figures(version))).toList();
  }

  private static void figures(Path version) throws IOException {
    String card = Files.readString(version.resolve("card.md"));
    JsonNode manifest = json(version, "manifest.json");
    JsonNode metrics = manifest.path("metrics").path("test");
    for (String figure : List.of("accuracy", "auc", "logLoss")) {
      if (metrics.has(figure)) {
        JsonNode ends = metrics.at("/interval95/" + figure);
        assertThat(card)
            .contains(" | " + four(metrics.path(figure)) + " | " + interval(ends) + " |");
      }
    }
    assertThat(card).contains(manifest.at("/files/model.onnx").asText());
    if (Files.exists(version.resolve("outcomes.json"))) {
      JsonNode outcomes = json(version, "outcomes.json");
      assertThat(card.replaceAll("\\s+", " "))
          .contains(
              String.format(Locale.ROOT, "against the %,d rows", outcomes.path("rows").asLong()))
          .contains("mean loss of " + four(outcomes.at("/tests/outcome-loss/mean")))
          .contains("a base of " + four(outcomes.path("base")));
    }
    if (Files.exists(version.resolve("evaluation.json"))) {
      evaluation(card, json(version, "evaluation.json").path("estimates"), metrics);
    }
  }

  private static void evaluation(String card, JsonNode estimates, JsonNode metrics) {
    for (String key : List.of("calibrationSlope", "ece", "coverage", "qlike", "harQlike")) {
      JsonNode numbers = estimates.path(key);
      if (numbers.isArray()) {
        String ends = "[" + four(numbers.path(1)) + ", " + four(numbers.path(2)) + "]";
        assertThat(card).contains("| " + four(numbers.path(0)) + " | " + ends + " |");
      }
    }
    if (estimates.has("accuracy")) {
      assertThat(estimates.at("/accuracy/0").asDouble())
          .isCloseTo(metrics.path("accuracy").asDouble(), within(5e-4));
    }
  }

  private static String four(JsonNode number) {
    return String.format(Locale.ROOT, "%.4f", number.asDouble());
  }

  private static String interval(JsonNode ends) {
    return "[" + four(ends.path(0)) + ", " + four(ends.path(1)) + "]";
  }

  private static JsonNode json(Path version, String file) throws IOException {
    return JSON.readTree(version.resolve(file).toFile());
  }

  private static Stream<Path> newest() throws IOException {
    Map<Path, Path> newest = new TreeMap<>();
    if (Files.isDirectory(ARTEFACTS)) {
      try (Stream<Path> all = Files.find(ARTEFACTS, 2, (path, a) -> isVersion(path))) {
        all.forEach(
            version -> newest.merge(version.getParent(), version, RepositoryCardsTest::newer));
      }
    }
    return newest.values().stream();
  }

  private static boolean isVersion(Path path) {
    return ARTEFACTS.relativize(path).getNameCount() == 2 && Files.isDirectory(path);
  }

  private static Path newer(Path one, Path other) {
    return number(one) > number(other) ? one : other;
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString());
  }

  private static DynamicTest test(Path version, Executable held) {
    return DynamicTest.dynamicTest(ARTEFACTS.relativize(version).toString(), held);
  }
}
