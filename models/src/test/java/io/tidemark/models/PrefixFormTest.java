package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of four bars with its prefix form: version 2 of one that has none. */
class PrefixFormTest {

  private Artefact artefact;

  @TempDir private Path temporary;

  @BeforeEach
  void copyTheFixture() {
    artefact = Artefact.copyInto(temporary, "tiny-lstm", "2");
  }

  @Test
  void itIsServedByItsPrefixAndStepAndAnswersAsInTraining() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      PrefixForm form = Objects.requireNonNull(model.form());
      Golden golden = golden(artefact, model.description().manifest());
      assertThat(form.size()).isEqualTo(2 * (6 + 4));
      assertThat(model.scorer()).isSameAs(form.step());
      for (int row = 0; row < golden.rows(); row++) {
        assertThat(model.scorer().score(form.input(golden.input(row))))
            .isCloseTo(golden.expected(row, 0), within(1e-6f));
      }
      assertThat(model.scorer().batch()).isEqualTo(OnnxScorer.MAX_BATCH);
    }
  }

  @Test
  void oneWithoutTheFormIsServedByItsWholeWindow() throws Exception {
    try (LoadedModel model = Artefact.copyInto(temporary, "tiny-lstm").read().open()) {
      assertThat(model.encoder()).isNull();
      assertThat(model.scorer().score(new float[12])).isBetween(0f, 1f);
    }
  }

  @Test
  void halfOfTheFormIsRefused() {
    artefact.editManifest(m -> m.withObject("/files").remove("step.onnx"));
    rejects("manifest.json: files: expected exactly", "both of [prefix.onnx, step.onnx] or none");
  }

  @Test
  void theFormOfAModelOfOneBarIsRefused() {
    Artefact single = Artefact.copyInto(temporary);
    single.replace("prefix.onnx", artefact.bytes("prefix.onnx"));
    single.replace("step.onnx", artefact.bytes("step.onnx"));
    assertThatThrownBy(() -> single.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("files: expected exactly");
  }

  @Test
  void aPrefixThatTakesTheFormingBarIsRefused() {
    artefact.replace("prefix.onnx", artefact.bytes("model.onnx"));
    rejects("prefix.onnx: input: expected shape [-1, 3, 3], found [-1, 4, 3]");
  }

  @Test
  void aStepOfAnotherStateIsRefused() {
    artefact.replace("step.onnx", artefact.bytes("model.onnx"));
    rejects("step.onnx: input: expected only state_and_vector, found [features]");
  }

  @Test
  void anOperatorBeyondTheStandardIsRefusedInEitherFile() {
    for (String file : new String[] {"prefix.onnx", "step.onnx"}) {
      artefact = Artefact.copyInto(temporary.resolve(file), "tiny-lstm", "2");
      artefact.replace(file, Artefact.brokenModel("foreign-operator.onnx"));
      rejects(file + ": expected operators of the ONNX standard only, found [org.example]");
    }
  }

  @Test
  void theFormOfAModelThatNormalisesOverTheFormingBarIsRefusedWithTheReason() throws Exception {
    artefact.replace("model.onnx", Artefact.brokenModel("normalises-over-the-window.onnx"));
    Manifest manifest = Manifest.parse(artefact.bytes("manifest.json"));
    try (OnnxScorer whole = OnnxScorer.open("model.onnx", artefact.bytes("model.onnx"), manifest)) {
      byte[] answers = golden(artefact, manifest).answeredBy(whole, artefact.bytes("golden.csv"));
      artefact.replace("golden.csv", answers);
    }
    rejects(
        "golden.csv: line 2: expected of prefix.onnx and step.onnx ",
        " within 1.0E-5, as of model.onnx, found ",
        "a model that normalises over the forming bar has no prefix form");
  }

  @Test
  void sealingKeepsTheForm() throws Exception {
    Path sealed = temporary.resolve("sealed");
    Sealing.of(artefact.directory(), sealed);
    try (LoadedModel model = ModelArtefact.read(sealed).open()) {
      assertThat(model.encoder()).isNotNull();
    }
  }

  private static Golden golden(Artefact artefact, Manifest manifest) throws ModelRejectedException {
    return Golden.parse("golden.csv", artefact.bytes("golden.csv"), manifest);
  }

  private void rejects(String... parts) {
    assertThatThrownBy(() -> artefact.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith(artefact.directory().toString())
        .hasMessageContainingAll(parts);
  }
}
