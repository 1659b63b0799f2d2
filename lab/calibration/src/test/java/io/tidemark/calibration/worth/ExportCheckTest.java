package io.tidemark.calibration.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.calibration.artefact.CalibrationException;
import io.tidemark.models.Baseline;
import io.tidemark.models.DriftSealing;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft whose files belong together, on exports that it may or may not be of. */
class ExportCheckTest {

  private static final Path TINY =
      Path.of(System.getProperty("tidemark.root", ".."))
          .resolve("models/src/test/resources/artifacts/tiny/1");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HOUR = 3_600_000_000L;
  private static final long VALIDATION = micros("2020-02-19T23:00:00Z");
  private static final int ROWS = 4_000;
  private static final String END = "2020-08-04T15:00:00Z";

  @TempDir private Path temporary;
  private Path draft;
  private Path exports;
  private String instrument;

  /** How labels follow from what the model says of a row. */
  private interface Market {
    double rises(float probability);
  }

  @BeforeEach
  void copyAnHonestOne() throws Exception {
    draft = Files.createDirectory(temporary.resolve("draft"));
    exports = Files.createDirectory(temporary.resolve("export"));
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.toList()) {
        Files.copy(file, draft.resolve(TINY.relativize(file)));
      }
    }
    instrument = ModelArtefact.read(draft).describe().manifest().data().instruments().get(0);
    edit(
        manifest -> {
          manifest.withObject("/validation").put("to", END);
          manifest.withObject("/test").put("from", END).put("to", "2020-12-01T00:00:00Z");
        });
  }

  /** The control of all that is refused below. */
  @Test
  void anHonestModelIsSealedByItsOwnExport() throws Exception {
    market(p -> p, 1);
    Sealing sealing =
        Sealing.of(draft, temporary.resolve("sealed"), new ExportCheck(List.of(exports)));
    assertThat(sealing.answers()).isEqualTo(16);
  }

  @Test
  void aModelThatAnswersTheProbabilityOfAFallIsRefused() throws Exception {
    market(p -> 1 - p, 1);
    assertRefused("export: validation rows: expected an AUC", "the wrong way round");
  }

  @Test
  void aModelWhoseAnswersAreRandomIsRefused() throws Exception {
    market(p -> 0.5, 1);
    assertRefused("export: validation rows: expected skill", "as those of random weights");
  }

  @Test
  void aBaselineOfOtherRowsIsRefused() throws Exception {
    market(p -> p, 1);
    replaceText(
        "baseline.csv",
        Files.readString(TINY.resolve("baseline.csv")).replaceFirst("55\\.39847", "55.39848"));
    assertRefused(
        "baseline.csv: expected rows of the export's training period, found 1 of 200 that are not");
  }

  @Test
  void aStrengthTableOfOtherScoresIsRefused() throws Exception {
    market(p -> p, 1);
    edit(
        manifest -> {
          ArrayNode table = (ArrayNode) manifest.get("strengthQuantiles");
          for (int i = 0; i < table.size(); i++) {
            table.set(i, JSON.getNodeFactory().numberNode(table.get(i).asDouble() * 1.4));
          }
        });
    assertRefused(
        "strengthQuantiles: expected the percentiles of the model's scores in the export");
  }

  @Test
  void anExportOfAnotherHorizonIsRefused() throws Exception {
    market(p -> p, 2);
    assertRefused("expected tidemark.horizon_bars 1, as the manifest has it, found 2");
  }

  @Test
  void fewValidationRowsAreRefused() throws Exception {
    market(p -> p, 1);
    edit(
        manifest -> {
          manifest.withObject("/validation").put("to", "2020-02-25T00:00:00Z");
        });
    assertRefused("export: validation rows: expected at least 200 bar closes", "found 121");
  }

  @Test
  void anExportOfOtherInstrumentsIsNotTaken() throws Exception {
    instrument = "ETH-USD@elsewhere";
    market(p -> p, 1);
    assertThatThrownBy(this::seal)
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("holds no file of [");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws Exception {
    market(p -> 1 - p, 1);
    replaceText(
        "baseline.csv",
        Files.readString(TINY.resolve("baseline.csv")).replaceFirst("0\\.46073377", "0.4609"));
    assertRefused(
        "baseline.csv: line 2: expected the model's score",
        "baseline.csv: expected the scores that the model gives to the export's rows, found others in 1",
        "the wrong way round");
  }

  /** Writes the export, and the strength table of its validation rows. */
  private void market(Market market, int horizon) throws Exception {
    Random random = new Random(5);
    double[] convictions = new double[ROWS];
    try (LoadedModel model = ModelArtefact.read(draft).open()) {
      SmallExport export = new SmallExport(model.featureNames());
      for (int row = 0; row < model.baseline().rows(); row++) {
        export.add(VALIDATION - (300 - row) * HOUR, vector(model.baseline(), row), row % 2 == 0);
      }
      for (int i = 0; i < ROWS; i++) {
        float[] vector = vector(model.baseline(), random.nextInt(model.baseline().rows()));
        vector[0] += 0.001f * (float) random.nextGaussian();
        float p = model.score(vector);
        convictions[i] = Math.abs(p - 0.5);
        export.add(VALIDATION + i * HOUR, vector, random.nextDouble() < market.rises(p));
      }
      export.write(exports.resolve(instrument + ".parquet"), horizon);
    }
    Arrays.sort(convictions);
    edit(
        manifest -> {
          ArrayNode table = manifest.putArray("strengthQuantiles");
          for (int i = 0; i <= 100; i++) {
            table.add(convictions[(ROWS - 1) * i / 100]);
          }
        });
  }

  private static float[] vector(Baseline baseline, int row) {
    float[] vector = new float[baseline.columns().length - 1];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = baseline.columns()[i][row];
    }
    return vector;
  }

  private void seal() throws ModelRejectedException {
    Sealing.of(draft, temporary.resolve("sealed"), new ExportCheck(List.of(exports)));
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::seal)
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith(draft.toString())
        .hasMessageContainingAll(parts);
    assertThat(temporary.resolve("sealed")).doesNotExist();
  }

  /** What a test changes in the manifest. */
  private interface Change {
    void in(ObjectNode manifest);
  }

  private void edit(Change change) throws IOException {
    Path file = draft.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    change.in(manifest);
    Files.write(file, JSON.writeValueAsBytes(manifest));
  }

  private void replaceText(String name, String text) throws IOException {
    Files.writeString(draft.resolve(name), text);
    String hash = DriftSealing.sha256(Files.readAllBytes(draft.resolve(name)));
    edit(manifest -> manifest.withObject("/files").put(name, hash));
  }

  private static long micros(String instant) {
    return Instant.parse(instant).getEpochSecond() * 1_000_000;
  }
}
