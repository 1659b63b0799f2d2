package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.models.onnx.ProtobufReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFileTest {

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "tiny-gbm"})
  void noDamageMakesTheInspectionFailInAnyOtherWayThanByRejecting(
      String id, @TempDir Path temporary) {
    byte[] sound = Artefact.copyInto(temporary, id).bytes("model.onnx");
    Random random = new Random(7);
    int rejected = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        OnnxFile.inspect("model.onnx", damaged)
            .requireServable("model.onnx", 17, OnnxLimits.SERVED);
      } catch (ModelRejectedException e) {
        rejected++;
      }
    }
    assertThat(rejected).isGreaterThan(10_000);
  }

  @Test
  void graphsWithinGraphsWithoutEndAreRefusedBeforeTheStackIsSpent() {
    byte[] nested = {};
    for (int depth = 5_000; depth > 0; depth--) {
      // From the outside: node, attribute, graph, node, ... by their field numbers.
      nested = wrapped(new int[] {6, 1, 5}[depth % 3], nested);
    }
    nested = wrapped(7, nested);
    byte[] file = nested;
    assertThatCode(() -> OnnxFile.inspect("model.onnx", file))
        .hasMessageContaining("nested deeper than 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "tiny-lstm", "tiny-gbm"})
  void aSoundFileIsServable(String id, @TempDir Path temporary) {
    byte[] sound = Artefact.copyInto(temporary, id).bytes("model.onnx");
    assertThatCode(
            () ->
                OnnxFile.inspect("model.onnx", sound)
                    .requireServable("model.onnx", 17, OnnxLimits.SERVED))
        .doesNotThrowAnyException();
  }

  @Test
  void asManyOperatorsAsAreAllowedAndNoMoreAreServed(@TempDir Path temporary) throws Exception {
    OnnxFile lstm = inspected(temporary, "tiny-lstm");
    lstm.requireServable("model.onnx", 17, new OnnxLimits(13, 0, 1L << 26, 1L << 30));
    assertThatThrownBy(
            () -> lstm.requireServable("model.onnx", 17, new OnnxLimits(12, 0, 1L << 26, 1L << 30)))
        .hasMessage("model.onnx: expected at most 12 operators, found 13");
  }

  @Test
  void asManyNodesOfTreesAsAreAllowedAndNoMoreAreServed(@TempDir Path temporary) throws Exception {
    OnnxFile trees = inspected(temporary, "tiny-gbm"); // nine trees of four leaves
    trees.requireServable("model.onnx", 17, new OnnxLimits(3, 63, 1L << 26, 1L << 30));
    assertThatThrownBy(
            () ->
                trees.requireServable("model.onnx", 17, new OnnxLimits(3, 62, 1L << 26, 1L << 30)))
        .hasMessage("model.onnx: expected at most 62 nodes of trees, found 63");
  }

  private static OnnxFile inspected(Path temporary, String id) throws ModelRejectedException {
    return OnnxFile.inspect("model.onnx", Artefact.copyInto(temporary, id).bytes("model.onnx"));
  }

  @Test
  void integersAreCountedWhetherTheyArePackedOrNot() throws Exception {
    byte[] apart = {0x40, 5, 0x40, (byte) 0x80, 1};
    ProtobufReader reader = new ProtobufReader(apart);
    int counted = 0;
    while (reader.next()) {
      counted += reader.integers();
    }
    assertThat(counted).isEqualTo(2);

    ProtobufReader packed = new ProtobufReader(wrapped(8, new byte[] {5, (byte) 0x80, 1, 0}));
    assertThat(packed.next()).isTrue();
    assertThat(packed.integers()).isEqualTo(3);
  }

  private static byte[] wrapped(int field, byte[] content) {
    int length = content.length;
    byte[] header = new byte[6];
    int at = 0;
    header[at++] = (byte) ((field << 3) | 2);
    do {
      header[at++] = (byte) (length > 0x7F ? (length & 0x7F) | 0x80 : length);
      length >>>= 7;
    } while (length > 0);
    byte[] message = Arrays.copyOf(header, at + content.length);
    System.arraycopy(content, 0, message, at, content.length);
    return message;
  }
}
