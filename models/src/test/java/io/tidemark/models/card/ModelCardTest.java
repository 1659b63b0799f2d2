package io.tidemark.models.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.models.DriftSealing;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

  private static final Path FIXTURE =
      Path.of(
          System.getProperty("tidemark.root", ".."), "models/src/test/resources/artifacts/tiny/1");

  private static final String ALL_MET = evaluated("tiny/1", 0.95, 0.01, 0.94, 0);

  private Path artefact;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) throws IOException {
    artefact = temporary.resolve("tiny/1");
    Files.createDirectories(artefact);
    try (Stream<Path> files = Files.list(FIXTURE)) {
      for (Path file : files.toList()) {
        Files.copy(file, artefact.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void aCardIsWrittenTheSameEachTimeAndTheModelStillOpens() throws Exception {
    ModelCard.write(artefact);
    byte[] manifest = Files.readAllBytes(artefact.resolve("manifest.json"));
    String card = Files.readString(artefact.resolve("card.md"));
    ModelCard.write(artefact);

    assertThat(artefact.resolve("manifest.json")).hasBinaryContent(manifest);
    assertThat(artefact.resolve("card.md")).hasContent(card);
    ModelArtefact.read(artefact).open().close();
  }

  @Test
  void aCardThatWasEditedByHandIsRefused() throws Exception {
    ModelCard.write(artefact);
    Files.writeString(artefact.resolve("card.md"), "# It never loses\n");

    assertThatThrownBy(() -> ModelArtefact.read(artefact).describe())
        .hasMessageContaining("card.md: expected SHA-256");
  }

  @Test
  void aCardWhoseHashWasEditedTooIsNotWhatItsFilesGive() throws Exception {
    ModelCard.write(artefact);
    assertThat(ModelCard.in(ModelArtefact.read(artefact))).isEqualTo(card());

    String lie = card().replace("accuracy 0.", "accuracy 1.");
    DriftSealing.write(artefact, "card.md", lie.getBytes(StandardCharsets.UTF_8));
    assertThat(ModelCard.in(ModelArtefact.read(artefact))).isNotEqualTo(card());
  }

  @Test
  void whatWasNotMeasuredIsSaidToBeUnknown() throws Exception {
    assertThat(card())
        .contains(
            "later year was not measured.** Take them as not calibrated.",
            "Whether its interval covers what it says was not measured",
            "Drift:** not calibrated: two fixed thresholds",
            "Outcomes are not watched",
            "No audit for leaks is in the manifest.");
  }

  @Test
  void aModelThatMeetsAllBarsIsCalledCalibrated() throws Exception {
    measure(ALL_MET);

    assertThat(card())
        .contains("**Its probabilities were calibrated** on", "**Its interval covers** 94 % of")
        .doesNotContain("missed");
  }

  @Test
  void aSlopeThatIsTooLowTakesTheWordCalibratedAway() throws Exception {
    measure(evaluated("tiny/1", 0.79, 0.01, 0.94, 0));

    assertThat(card())
        .contains("**Its probabilities are not calibrated.**", "calibration slope 0.7900")
        .contains("Do not size a position by the probability", "**Its interval covers** 94 %")
        .doesNotContain("(ECE) 0.0100 [0.0000, 0.2000], wanted");
  }

  @Test
  void anIntervalThatCoversTooMuchIsNoneToRelyOn() throws Exception {
    measure(evaluated("tiny/1", 0.95, 0.01, 1, 0));

    assertThat(card())
        .contains("**It has no interval to rely on.**", "too wide", "were calibrated**");
  }

  @Test
  void anEvaluationOfAnotherModelOnItsOwnTrainingRowsIsRefusedWithBothReasons() {
    assertThatThrownBy(() -> measure(evaluated("other/1", 0.95, 0.01, 0.94, 7)))
        .hasMessageContaining("it must be of tiny/1, is of 'other/1'")
        .hasMessageContaining("7 of its rows are of training or validation");
    assertThat(artefact.resolve("evaluation.json")).doesNotExist();
  }

  @Test
  void delaysOfAnotherNetworkAreRefusedAndThoseOfTheSameAreTaken() throws Exception {
    byte[] other = delays("tiny/7", "1 of 6");
    assertThatThrownBy(() -> ModelCard.writeDelays(artefact, other, "a report", List.of("tiny/1")))
        .hasMessageContaining("expected delays of the network of tiny/1, found tiny/7");

    ModelCard.writeDelays(artefact, other, "a report", List.of("tiny/1", "tiny/7"));
    assertThat(card()).contains("Measured on tiny/7 (`a report`)", "| frozen feed | 62 | 6 of 6 |");
  }

  @Test
  void aTableWhoseCalmSeriesPauseAsWellIsCalledNoEvidence() throws Exception {
    ModelCard.writeDelays(artefact, delays("tiny/1", "2 of 6"), "a report", List.of());
    assertThat(card()).doesNotContain("no evidence");

    ModelCard.writeDelays(artefact, delays("tiny/1", "3 of 6"), "a report", List.of());
    assertThat(card()).contains("**This table is no evidence", "nothing changed it paused 3 of 6");
  }

  @Test
  void theHeadEndsBeforeTheFirstSection() throws Exception {
    assertThat(ModelCard.head(card())).startsWith("# tiny/1\n").doesNotContain("## ");
  }

  private String card() throws Exception {
    return ModelCard.of(ModelArtefact.read(artefact));
  }

  private void measure(String evaluated) throws Exception {
    ModelCard.writeSkill(artefact, evaluated.getBytes(StandardCharsets.UTF_8), "a report");
  }

  private static String evaluated(
      String model, double slope, double error, double coverage, int own) {
    return """
    {"model": "%s", "task": "direction", "instrument": "BTC-USDT@binance", "rows": 100,
     "first": "2030-01-01T00:00:00Z", "last": "2030-02-01T00:00:00Z", "rowsInTraining": %d,
     "rowsInValidation": 0, "draws": 1000, "blocks": 20, "remarks": ["none"],
     "calibrationSlope": {"value": %s, "low": 0.7, "high": 1.3},
     "ece": {"value": %s, "low": 0, "high": 0.2},
     "logLoss": {"value": 0.69, "low": 0.68, "high": 0.70},
     "baseLogLoss": {"value": 0.693, "low": 0.69, "high": 0.70},
     "coverage": {"value": %s, "low": 0.5, "high": 1},
     "mcc": {"value": null, "low": null, "high": null}}
    """
        .formatted(model, own, slope, error, coverage);
  }

  private static byte[] delays(String model, String control) {
    return """
    {"quick": false, "tables": [{"title": "Delay in bars of %s", "how": "6 series each.",
     "rows": [["nothing changes", "> 2000", "%s", "> 2000", "6 of 6", "score"],
              ["frozen feed", "62", "6 of 6", "46", "6 of 6", "score"],
              ["false pauses in 120,000 calm bars", "21", "0.57", "14", "0.86", "x"]]}]}
    """
        .formatted(model, control)
        .getBytes(StandardCharsets.UTF_8);
  }
}
