package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way in which an artefact can be broken has a message of its own, with the artefact's name.
 */
class RejectionTest {

  private Artefact artefact;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) {
    artefact = Artefact.copyInto(temporary);
  }

  @Test
  void aMissingDirectoryIsNamed() {
    assertThatThrownBy(() -> ModelArtefact.read(artefact.directory().resolveSibling("absent")))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("absent: expected a directory, found none");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(artefact.directory().resolve("golden.csv"));
    rejects("golden.csv: expected a file, found none");
  }

  @Test
  void aMissingManifestIsNamed() throws IOException {
    Files.delete(artefact.directory().resolve("manifest.json"));
    rejects("manifest.json: expected a file, found none");
  }

  @Test
  void aTruncatedFileFailsItsHashAndTheMessageShowsItsSize() {
    artefact.write("model.onnx", Arrays.copyOf(artefact.bytes("model.onnx"), 100));
    rejects("model.onnx: expected SHA-256 ", "(100 bytes)");
  }

  @Test
  void oneChangedByteFailsTheHash() {
    byte[] baseline = artefact.bytes("baseline.csv");
    baseline[baseline.length - 2] ^= 1;
    artefact.write("baseline.csv", baseline);
    rejects("baseline.csv: expected SHA-256 ", "found " + Sha256.hex(baseline));
  }

  @Test
  void aFileThatTheManifestDoesNotListIsRefused() {
    artefact.write("weights.bin", new byte[12]);
    rejects("files: expected only what the manifest lists, found [weights.bin]");
  }

  @Test
  void aFileTooLargeToTravelIsRefusedUnread() throws IOException {
    Path path = artefact.directory().resolve("model.onnx");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(ModelArtefact.MAX_FILE_BYTES + 1);
    }
    assertThatThrownBy(artefact::read)
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("model.onnx: expected at most 67108864 bytes, found 67108865 bytes");
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    artefact.replace("model.onnx", "<html>not found</html>".getBytes(StandardCharsets.UTF_8));
    rejects("model.onnx: not an ONNX file");
  }

  @Test
  void anEmptyModelIsRefused() {
    artefact.replace("model.onnx", new byte[0]);
    rejects("model.onnx: expected an ONNX model, found no graph");
  }

  @Test
  void weightsOutsideTheFileAreRefused() {
    artefact.replace("model.onnx", Artefact.brokenModel("external-data.onnx"));
    rejects("model.onnx: expected all weights inside, found external data");
  }

  @Test
  void anOperatorBeyondTheStandardIsRefused() {
    artefact.replace("model.onnx", Artefact.brokenModel("foreign-operator.onnx"));
    rejects("model.onnx: expected operators of the ONNX standard only, found [org.example]");
  }

  @Test
  void anotherOpsetThanTheManifestSaysIsRefused() {
    artefact.editManifest(m -> m.put("opset", 18));
    rejects("model.onnx: expected opset 18, found 17");
  }

  @Test
  void anotherInputShapeIsRefused() {
    artefact.replace("model.onnx", Artefact.brokenModel("wide.onnx"));
    rejects("model.onnx: input: expected shape [-1, 3], found [-1, 4]");
  }

  @Test
  void anotherOutputNameIsRefused() {
    artefact.replace("model.onnx", Artefact.brokenModel("renamed.onnx"));
    rejects("model.onnx: output: expected only probability, found [logit]");
  }

  @Test
  void aGraphThatOnnxRuntimeCannotLoadIsRefusedInItsWords() {
    byte[] model = artefact.bytes("model.onnx");
    int at = new String(model, StandardCharsets.ISO_8859_1).lastIndexOf("probability");
    model[at] = 'q';
    artefact.replace("model.onnx", model);
    rejects("model.onnx: ONNX Runtime refuses it: ", "qrobability");
  }

  @Test
  void aModelThatAnswersNotANumberIsRefusedByItsGoldenVectors() {
    artefact.replace("model.onnx", Artefact.brokenModel("nan.onnx"));
    rejects("golden.csv: line 2: expected a probability within 0 and 1, found NaN");
  }

  @Test
  void anAnswerThatDiffersFromTheGoldenOneIsRefused() {
    artefact.replaceText("golden.csv", text -> text.replaceFirst("0[.][0-9]+\n$", "0.123\n"));
    rejects("golden.csv: line 17: expected 0.123 within 1.0E-6, found 0.");
  }

  @Test
  void featuresInAnotherOrderFailTheFeatureHash() {
    artefact.editManifest(RejectionTest::swapFeatures);
    rejects(
        "manifest.json: featureSetHash: expected ", "of bar 1h and these features in this order");
  }

  @Test
  void featuresInAnotherOrderWithAHashToMatchFailTheBaselinesHeader() {
    artefact.editManifest(
        m -> {
          swapFeatures(m);
          String hash =
              FeatureSet.hash(
                  List.of("rsi(14)", "log_return", "macd(12,26,9)"), BarLength.micros("1h"));
          m.put("featureSetHash", hash);
        });
    rejects(
        "baseline.csv: header: expected rsi(14),log_return,\"macd(12,26,9)\",score,",
        "found log_return,rsi(14),\"macd(12,26,9)\",score");
  }

  @Test
  void aHoleInTheBaselineIsNamedByItsLine() {
    artefact.replaceText("baseline.csv", text -> text.replaceFirst("\n[^,]+,", "\nNaN,"));
    rejects("baseline.csv: line 2: expected finite numbers, found NaN");
  }

  @Test
  void aRowOfTheBaselineWithTooFewNumbersIsNamedByItsLine() {
    artefact.replaceText("baseline.csv", text -> text + "1.0,2.0\n");
    rejects("baseline.csv: line 202: expected 4 numbers, found 2");
  }

  private static void swapFeatures(ObjectNode manifest) {
    ArrayNode features = manifest.withArray("/features");
    features.add(features.get(1));
    features.add(features.get(0));
    features.add(features.get(2));
    features.remove(0);
    features.remove(0);
    features.remove(0);
  }

  private void rejects(String... parts) {
    assertThatThrownBy(() -> artefact.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith(artefact.directory().toString())
        .hasMessageContainingAll(parts);
  }
}
