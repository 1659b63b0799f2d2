package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.score.LongestRuns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {

  private Artefact draft;
  private Path sealed;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) {
    draft = Artefact.copyInto(temporary, "tiny-lstm");
    sealed = temporary.resolve("sealed");
  }

  @Test
  void theSealedAnswersAreThisRuntimesOwnToTheLastBit() throws Exception {
    nudgeTheLastAnswer(3e-6f);
    assertThatThrownBy(() -> draft.read().open().close()).hasMessageContaining("golden.csv");

    Sealing sealing = Sealing.of(draft.directory(), sealed);

    assertThat(sealing.answers()).isEqualTo(16);
    assertThat(sealing.largestDifference()).isBetween(2.8e-6f, 3.2e-6f);
    try (LoadedModel model = ModelArtefact.read(sealed).open()) {
      byte[] csv = Files.readAllBytes(sealed.resolve("golden.csv"));
      Golden golden = Golden.parse("golden.csv", csv, model.description().manifest());
      assertThat(golden.requireEqual(model.scorer(), 0)).isZero();
    }
  }

  @Test
  void nothingElseChanges() throws Exception {
    Sealing.of(draft.directory(), sealed);
    for (String name : new String[] {"model.onnx", "baseline.csv"}) {
      assertThat(Files.readAllBytes(sealed.resolve(name))).isEqualTo(draft.bytes(name));
    }
    String before = new String(draft.bytes("manifest.json"), StandardCharsets.UTF_8);
    assertThat(sealed.resolve("manifest.json"))
        .hasContent(
            before.replace(
                Sha256.hex(draft.bytes("golden.csv")),
                Sha256.hex(Files.readAllBytes(sealed.resolve("golden.csv")))));
  }

  @Test
  void whatTrainingSawOfTheFeedsIsSealed() throws Exception {
    draft.editManifest(
        m ->
            m.withArray("/feedRuns")
                .addObject()
                .put("instrument", m.at("/instruments/0").asText())
                .put("unchangedCloses", 3)
                .put("barsWithoutVolume", 0)
                .put("bookUnmovedMicros", -1));
    Sealing.of(draft.directory(), sealed);
    assertThat(ModelArtefact.read(sealed).describe().metadata().instruments().runs())
        .hasSize(1)
        .containsValue(new LongestRuns(3, 0, -1));
  }

  @Test
  void aDraftWhoseAnswersThisRuntimeDoesNotGiveIsRefusedAndNothingIsWritten() {
    nudgeTheLastAnswer(3e-5f);
    assertThatThrownBy(() -> Sealing.of(draft.directory(), sealed))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("golden.csv: line 17: expected 0.")
        .hasMessageContaining("within 1.0E-5");
    assertThat(sealed).doesNotExist();
  }

  @Test
  void anArtefactIsNeverWrittenOver() throws Exception {
    Sealing.of(draft.directory(), sealed);
    assertThatThrownBy(() -> Sealing.of(draft.directory(), sealed))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("an artefact never changes");
  }

  private void nudgeTheLastAnswer(float by) {
    draft.replaceText(
        "golden.csv",
        text -> {
          int comma = text.lastIndexOf(',') + 1;
          float answer = Float.parseFloat(text.substring(comma).strip());
          return text.substring(0, comma) + (answer + by) + "\n";
        });
  }
}
