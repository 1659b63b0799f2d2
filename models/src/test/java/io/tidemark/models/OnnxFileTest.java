package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {

  @Test
  void noDamageMakesTheInspectionFailInAnyOtherWayThanByRejecting(@TempDir Path temporary) {
    byte[] sound = Artefact.copyInto(temporary).bytes("model.onnx");
    Random random = new Random(7);
    int rejected = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        OnnxFile.inspect("model.onnx", damaged).requireServable("model.onnx", 17);
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

  @Test
  void aSoundFileIsServable(@TempDir Path temporary) {
    byte[] sound = Artefact.copyInto(temporary).bytes("model.onnx");
    assertThatCode(() -> OnnxFile.inspect("model.onnx", sound).requireServable("model.onnx", 17))
        .doesNotThrowAnyException();
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
