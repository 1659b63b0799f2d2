package io.tidemark.bench.crayfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.models.OnnxGraph;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class NetworkTest {

  private final Network network = new Network(11);
  private final Images images = new Images(11);

  @Test
  void theFileAnswersAsPlainJavaDoesInBatchesOfEverySize() throws Exception {
    try (OnnxGraph graph = Network.open(network.onnx())) {
      assertThat(graph.inputWidth()).isEqualTo(784);
      assertThat(graph.outputWidth()).isEqualTo(10);
      for (int batch : new int[] {1, 7, Network.BATCH}) {
        float[] inputs = new float[batch * Network.INPUTS];
        for (int i = 0; i < batch; i++) {
          System.arraycopy(images.numbers(i), 0, inputs, i * Network.INPUTS, Network.INPUTS);
        }
        float[] answers = new float[batch * Network.OUTPUTS];
        graph.run(inputs, batch, answers);
        for (int i = 0; i < batch; i++) {
          float[] expected = network.answer(images.numbers(i));
          for (int k = 0; k < Network.OUTPUTS; k++) {
            assertThat(answers[i * Network.OUTPUTS + k]).isCloseTo(expected[k], within(1e-6f));
          }
        }
      }
    }
  }

  @Test
  void itsAnswersDependOnTheImageAndAreNoConstant() {
    float[] one = network.answer(images.numbers(0));
    float[] two = network.answer(images.numbers(1));
    float difference = 0;
    float highest = 0;
    for (int k = 0; k < Network.OUTPUTS; k++) {
      difference = Math.max(difference, Math.abs(one[k] - two[k]));
      highest = Math.max(highest, one[k]);
    }
    assertThat(difference).isGreaterThan(100 * Answers.TOLERANCE);
    assertThat(highest).isLessThan(0.999f);
  }

  @Test
  void theSameSeedMakesTheSameFileAndAnotherSeedAnotherOne() {
    assertThat(network.onnx()).isEqualTo(new Network(11).onnx()).hasSizeBetween(110_000, 112_000);
    assertThat(network.onnx()).isNotEqualTo(new Network(12).onnx());
    CRC32 sum = new CRC32();
    sum.update(ByteBuffer.wrap(network.onnx()));
    assertThat(Long.toHexString(sum.getValue())).isEqualTo("ee73665a");
  }
}
