package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeReference;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.core.score.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeFileTest {

  private static final OutcomeCalibration CALIBRATION =
      new OutcomeCalibration(
          new OutcomeReference(
              new OutcomeMeasure(Task.DIRECTION, 0.51),
              8_758,
              List.of(
                  new TestReference(OutcomeTest.EDGE, -0.005, 0.074, 3, 5),
                  new TestReference(OutcomeTest.LARGER, -6.5, 1.3, 20, 12))),
          new FamilyTail(1, 2, 0.5, 4));

  @TempDir private Path temporary;

  @Test
  void anArtefactWithoutTheFileIsSoundAndHasNoOutcomeTest() throws ModelRejectedException {
    assertThat(Artefact.copyInto(temporary).read().describe().outcomes()).isNull();
  }

  @Test
  void whatIsSealedIsReadAndOpens() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact));
    assertThat(artefact.read().describe().outcomes()).isEqualTo(CALIBRATION);
    assertThat(artefact.read().withoutCalibration().describe().outcomes()).isNull();
    artefact.read().open().close();
  }

  @Test
  void theOutcomesOfAnotherModelAreRefused() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact));
    String own = DriftSealing.modelSha256(artefact.read());
    artefact.replaceText(OutcomeFile.FILE, text -> text.replace(own, "0".repeat(64)));
    assertThatThrownBy(() -> artefact.read().describe())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("outcomes.json: it is of the model 0000")
        .hasMessageContaining("run ./tidemark drift calibrate");
  }

  @Test
  void everyTestThatIsNotSoundIsNamed() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    DriftSealing.write(artefact.directory(), file(artefact));
    artefact.replaceText(
        OutcomeFile.FILE,
        text -> text.replace("outcome-larger", "outcome-luck").replace("0.074", "0.0"));
    assertThatThrownBy(() -> artefact.read().describe())
        .hasMessageContaining("tests: outcome-luck is none of")
        .hasMessageContaining("tests: outcome-edge: mean and a must be finite, deviation and b");
  }

  private static OutcomeFile file(Artefact artefact) throws ModelRejectedException {
    return OutcomeFile.of(
        CALIBRATION,
        DriftSealing.modelSha256(artefact.read()),
        new OutcomeFile.Provenance(
            Map.of("export/BTC-USDT@sim.parquet", "0".repeat(64)), 438, 40, 1));
  }
}
