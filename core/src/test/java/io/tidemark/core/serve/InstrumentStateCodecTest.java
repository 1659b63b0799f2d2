package io.tidemark.core.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.ScoringStates;
import io.tidemark.core.serve.ServingState.OpenModelAlert;
import io.tidemark.core.serve.ServingState.ShadowState;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InstrumentStateCodecTest {

  private final InstrumentStateCodec codec = new InstrumentStateCodec();

  @Test
  void theBytesOfVersionSixAreFrozen() throws IOException {
    assertThat(StateBytes.bytes(codec, sample())).isEqualTo(golden(6));
    assertThat(codec.version()).isEqualTo(6);
  }

  @Test
  void theFrozenBytesOfVersionSixAreReadToTheLast() throws IOException {
    assertReadsGolden(6, sample());
  }

  @Test
  void theFrozenBytesOfVersionFiveAreReadToTheLastAndKnowNoTopicIds() throws IOException {
    assertReadsGolden(5, sample(ScoringStates.ofVersionFour()));
  }

  @Test
  void theFrozenBytesOfVersionFourAreReadToTheLastAndAskForNoModel() throws IOException {
    assertReadsGolden(4, of(ScoringStates.ofVersionFour()));
  }

  @Test
  void theFrozenBytesOfVersionThreeAreReadToTheLastAndHaveCountedNoTakers() throws IOException {
    assertReadsGolden(3, of(ScoringStates.ofVersionThree()));
  }

  @Test
  void theFrozenBytesOfVersionTwoAreReadToTheLastAndNameNoFeature() throws IOException {
    assertReadsGolden(2, of(ScoringStates.ofVersionTwo()));
  }

  @Test
  void theFrozenBytesOfVersionOneAreReadToTheLastAndHoldNoWindow() throws IOException {
    assertReadsGolden(1, of(ScoringStates.ofVersionOne()));
  }

  @Test
  void aNewStateIsWrittenAndReadBack() throws IOException {
    assertThat(StateBytes.restored(codec, new InstrumentState()))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(new InstrumentState());
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> StateBytes.read(codec, 7, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("instrument state has version 7, known are 1 to 6");
  }

  @Test
  void aModelThatScoresBesideAsksForNoOthers() throws IOException {
    byte[] bytes = StateBytes.bytes(codec, sample(ScoringStates.ofVersionSix()));
    bytes[bytes.length - 1] = 1;
    assertThatThrownBy(() -> StateBytes.read(codec, 6, bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("a model that scores beside asks for others: flags are 1");
  }

  private void assertReadsGolden(int version, InstrumentState expected) throws IOException {
    assertThat(StateBytes.read(codec, version, golden(version)))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .isEqualTo(expected);
  }

  /** Every field has a value of its own, so that two that change places are seen. */
  private static InstrumentState sample() {
    return sample(ScoringStates.ofVersionSix());
  }

  private static InstrumentState sample(ScoringState scoring) {
    InstrumentState state = of(scoring);
    state.serving.active = new ModelRef("active", "46", "a".repeat(64));
    state.serving.configured = "b".repeat(64);
    OpenModelAlert alert = new OpenModelAlert();
    alert.id = "alert";
    alert.openedAt = 1_700_000_000_000_047L;
    alert.repeats = 48;
    alert.action = ModelAction.ROLL_BACK;
    alert.model = new ModelRef("refused", "49", "c".repeat(64));
    state.serving.alert = alert;
    ShadowState shadow = new ShadowState();
    shadow.model = new ModelRef("shadow", "50", "d".repeat(64));
    shadow.scoring = ScoringStates.ofVersionTwo();
    shadow.since = 1_700_000_000_000_051L;
    shadow.samples = 52;
    shadow.agreements = 53;
    shadow.differences = -54.5;
    shadow.distances = 55.5;
    shadow.farthest = 0.5;
    state.serving.shadow = shadow;
    return state;
  }

  private static InstrumentState of(ScoringState scoring) {
    InstrumentState state = new InstrumentState();
    state.scoring = scoring;
    return state;
  }

  private static byte[] golden(int version) {
    return StateBytes.golden(InstrumentStateCodecTest.class, "instrument-state-v" + version);
  }
}
