package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What savepoints say of each codec, byte for byte. */
class SnapshotGoldensTest {

  @ParameterizedTest
  @EnumSource
  void form2IsWrittenAsItIsFrozen(StateCodec codec) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, newest(codec).snapshotConfiguration());

    assertThat(out.getCopyOfBuffer()).isEqualTo(Goldens.snapshot(codec, 2));
    assertThat(new String(out.getCopyOfBuffer(), StandardCharsets.ISO_8859_1))
        .as("no class of the core")
        .doesNotContain("io.tidemark.core")
        .contains(codec.id());
  }

  @ParameterizedTest
  @EnumSource
  void form2IsReadAndGoesOnAsItIs(StateCodec codec) throws IOException {
    TypeSerializerSnapshot<Object> written = Goldens.read(Goldens.snapshot(codec, 2));

    assertThat(written.restoreSerializer()).isEqualTo(newest(codec));
    assertThat(
            newest(codec)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(written)
                .isCompatibleAsIs())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ARRIVAL", "FACT_DIGEST", "STRATEGY_STATE", "WATCHED_STATE"}) // came after form 1
  void form1IsReadByTheNamesThatClassesHadAndIsMigratedToCheckSums(StateCodec codec)
      throws IOException {
    TypeSerializerSnapshot<Object> written = Goldens.read(Goldens.snapshot(codec, 1));
    CodecSerializer<Object> restored = (CodecSerializer<Object>) written.restoreSerializer();

    byte[] struct = Goldens.struct(codec, restored.version());
    DataOutputSerializer plain = new DataOutputSerializer(64);
    plain.write(struct, CheckedStruct.HEADER, struct.length - CheckedStruct.HEADER);
    Object value = restored.deserialize(new DataInputDeserializer(plain.getCopyOfBuffer()));
    DataOutputSerializer migrated = new DataOutputSerializer(64);
    newest(codec).serialize(value, migrated);

    assertThat(migrated.getCopyOfBuffer())
        .isEqualTo(Goldens.struct(codec, newest(codec).version()));
    assertThat(
            newest(codec)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(written)
                .isCompatibleAfterMigration())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"INSTRUMENT_STATE, 5", "DRIFT_STATE, 2", "HELD, 2", "LOG_EVENT, 2"})
  void anOlderVersionOfACodecIsReadAndMigrated(StateCodec codec, int version) throws IOException {
    TypeSerializerSnapshot<Object> written = Goldens.read(Goldens.snapshotOf(codec, version));

    Object value =
        written
            .restoreSerializer()
            .deserialize(new DataInputDeserializer(Goldens.struct(codec, version)));
    DataOutputSerializer migrated = new DataOutputSerializer(64);
    newest(codec).serialize(value, migrated);

    assertThat(migrated.getCopyOfBuffer())
        .isEqualTo(Goldens.struct(codec, newest(codec).version()));
    assertThat(
            newest(codec)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(written)
                .isCompatibleAfterMigration())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitInASnapshotIsRefused(StateCodec codec) throws IOException {
    byte[] golden = Goldens.snapshot(codec, 2);
    int ours = CodecSerializerSnapshot.class.getName().length() + Short.BYTES + Integer.BYTES;
    byte[] bytes = Arrays.copyOfRange(golden, ours, golden.length);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(
              () ->
                  new CodecSerializerSnapshot<>()
                      .readSnapshot(
                          2, new DataInputDeserializer(flipped), getClass().getClassLoader()))
          .as("bit %d", bit)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("what the savepoint says of a codec is damaged: ")
          .hasMessageEndingWith(". Restore an older checkpoint or savepoint");
    }
  }

  @Test
  void theOneNameThatSavepointsHoldIsForEver() {
    assertThat(CodecSerializerSnapshot.class.getName())
        .isEqualTo("io.tidemark.flink.state.CodecSerializerSnapshot");
  }

  @Test
  void anUnknownCodecOrFormIsNamed() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF("io.tidemark.Gone");
    out.writeInt(1);
    out.writeBoolean(false);

    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<>()
                    .readSnapshot(
                        1,
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "the state was written by the codec io.tidemark.Gone, which this version does not"
                + " know");
    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<>()
                    .readSnapshot(
                        3, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessage("a codec's snapshot has form 3, known are 1 to 2");
  }

  /** The serializer of state as this version writes it. */
  private static CodecSerializer<Object> newest(StateCodec codec) {
    boolean immutable =
        codec != StateCodec.INSTRUMENT_STATE
            && codec != StateCodec.DRIFT_STATE
            && codec != StateCodec.RISK_STATE
            && codec != StateCodec.STRATEGY_STATE
            && codec != StateCodec.WATCHED_STATE;
    return new CodecSerializer<>(codec.<Object>codec(), immutable, true);
  }
}
