package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.sequence.FactDigest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FactDigestCodecTest {

  private static final FactDigest SAMPLE =
      new FactDigest(
          FactDigest.Family.VALUE, -3_672_128_650_325_292_011L, 17, 1_600_000_000_000_001L);

  private final FactDigestCodec codec = new FactDigestCodec();
  private final CodecSerializer<FactDigest> inState = new CodecSerializer<>(codec, true, true);

  @Test
  void theBytesOfVersionOneAreFrozen() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    inState.serialize(SAMPLE, out);

    assertThat(out.getCopyOfBuffer()).isEqualTo(Goldens.struct(StateCodec.FACT_DIGEST, 1));
  }

  @Test
  void theFrozenBytesAreRead() throws IOException {
    byte[] golden = Goldens.struct(StateCodec.FACT_DIGEST, 1);

    assertThat(inState.deserialize(new DataInputDeserializer(golden))).isEqualTo(SAMPLE);
  }

  @Test
  void anotherVersionOrFamilyIsNotGuessedAt() {
    byte[] bytes = new byte[25];
    assertThatThrownBy(() -> codec.read(2, new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessage("a fact's digest of version 2 and family 0 is not known");
    bytes[0] = 3;
    assertThatThrownBy(() -> codec.read(1, new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessage("a fact's digest of version 1 and family 3 is not known");
  }
}
