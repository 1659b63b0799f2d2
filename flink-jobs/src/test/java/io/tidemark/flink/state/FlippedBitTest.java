package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A struct in state is what was written, or it is refused in words. */
class FlippedBitTest {

  @ParameterizedTest
  @EnumSource
  void aStructLiesInStateAsItIsFrozen(StateCodec codec) throws IOException {
    CodecSerializer<Object> serializer = serializer(codec);
    byte[] golden = Goldens.struct(codec, serializer.version());

    Object struct = serializer.deserialize(new DataInputDeserializer(golden));
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(struct, out);

    assertThat(out.getCopyOfBuffer()).isEqualTo(golden);
  }

  @ParameterizedTest
  @EnumSource
  void anyFlippedBitIsRefused(StateCodec codec) throws IOException {
    CodecSerializer<Object> serializer = serializer(codec);
    byte[] golden = Goldens.struct(codec, serializer.version());
    for (int bit = 0; bit < golden.length * 8; bit++) {
      byte[] flipped = golden.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertRefused(codec, serializer, flipped);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStructThatIsCutIsRefused(StateCodec codec) throws IOException {
    CodecSerializer<Object> serializer = serializer(codec);
    byte[] golden = Goldens.struct(codec, serializer.version());
    for (int length = 0; length < golden.length; length++) {
      assertRefused(codec, serializer, Arrays.copyOf(golden, length));
    }
  }

  private static void assertRefused(
      StateCodec codec, CodecSerializer<Object> serializer, byte[] damaged) {
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(damaged)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "the state %s (version %d) is damaged: ".formatted(codec.id(), serializer.version()))
        .hasMessageEndingWith(". Restore an older checkpoint or savepoint");
  }

  private static CodecSerializer<Object> serializer(StateCodec codec) {
    return new CodecSerializer<>(codec.<Object>codec(), false, true);
  }
}
