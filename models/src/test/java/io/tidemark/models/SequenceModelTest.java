package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of four bars. */
class SequenceModelTest {

  private Artefact artefact;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) {
    artefact = Artefact.copyInto(temporary, "tiny-lstm");
  }

  @Test
  void everyGoldenWindowIsAnsweredAsInTraining() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      Golden golden = golden(model);
      assertThat(model.metadata().timing().windowBars()).isEqualTo(4);
      assertThat(golden.rows()).isEqualTo(16);
      for (int row = 0; row < golden.rows(); row++) {
        assertThat(golden.input(row)).hasSize(12);
        assertThat(model.scorer().score(golden.input(row)))
            .isCloseTo(golden.expected(row, 0), within(1e-6f));
      }
    }
  }

  @Test
  void theOldestBarComesFirst() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      float[] window = golden(model).input(0);
      float[] turned = new float[12];
      for (int bar = 0; bar < 4; bar++) {
        System.arraycopy(window, bar * 3, turned, (3 - bar) * 3, 3);
      }
      assertThat(model.scorer().score(turned))
          .isNotCloseTo(model.scorer().score(window), within(1e-4f));
    }
  }

  @Test
  void aVectorOfOneBarIsTheCallersBug() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      assertThatThrownBy(() -> model.scorer().score(new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the model takes 12 numbers, was given 3");
    }
  }

  @Test
  void anotherWindowThanTheGraphsIsRefused() {
    artefact.editManifest(
        m -> {
          m.put("windowBars", 5);
          m.withArray("/input/shape").set(1, 5);
        });
    artefact.replaceText(
        "golden.csv",
        text -> {
          String[] older = {"log_return@-4,rsi(14)@-4,\"macd(12,26,9)@-4\",", "0,0,0,"};
          return text.lines()
              .map(line -> older[Math.min(1, text.indexOf(line))] + line + "\n")
              .collect(Collectors.joining());
        });
    assertThatThrownBy(() -> artefact.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("model.onnx: input: expected shape [-1, 5, 3], found [-1, 4, 3]");
  }

  @Test
  void goldenWindowsOfAnotherLengthAreRefusedByTheirHeader() {
    artefact.editManifest(
        m -> {
          m.put("windowBars", 3);
          m.withArray("/input/shape").set(1, 3);
        });
    assertThatThrownBy(() -> artefact.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("golden.csv: header: expected log_return@-2,")
        .hasMessageContaining("found log_return@-3,");
  }

  private Golden golden(LoadedModel model) throws ModelRejectedException {
    return Golden.parse("golden.csv", artefact.bytes("golden.csv"), model.description().manifest());
  }
}
