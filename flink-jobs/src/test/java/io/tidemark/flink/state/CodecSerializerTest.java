package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.sequence.Held;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {

  private final CodecSerializer<InstrumentState> serializer =
      new CodecSerializer<>(new InstrumentStateCodec(), false, true);
  private final CodecSerializer<Held> travelling =
      new CodecSerializer<>(new HeldCodec(), true, false);

  @Test
  void aValueComesBackFromItsBytes() throws IOException {
    assertThat(read(serializer, bytes(serializer, state(3))).scoring.closedBars).isEqualTo(3);
  }

  @Test
  void betweenOperatorsTheBytesAreTheCodecsAndNothingElse() throws IOException {
    Held held = held();
    DataOutputSerializer plain = new DataOutputSerializer(64);
    new HeldCodec().write(held, plain);

    assertThat(bytes(travelling, held)).isEqualTo(plain.getCopyOfBuffer());
  }

  @Test
  void inStateTheyAreTheSameBehindLengthAndCheckSum() throws IOException {
    Held held = held();
    byte[] framed = bytes(new CodecSerializer<>(new HeldCodec(), true, true), held);

    assertThat(Arrays.copyOfRange(framed, CheckedStruct.HEADER, framed.length))
        .isEqualTo(bytes(travelling, held));
  }

  @Test
  void bytesAreCopiedAsTheyAre() throws IOException {
    byte[] framed = bytes(serializer, state(3));
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(framed), copied);

    assertThat(copied.getCopyOfBuffer()).isEqualTo(framed);
  }

  @Test
  void aCopyOfWhatChangesInPlaceIsAnotherObject() {
    InstrumentState state = state(3);
    InstrumentState copy = serializer.copy(state);
    state.scoring.closedBars = 4;

    assertThat(copy.scoring.closedBars).isEqualTo(3);
  }

  @Test
  void whatNeverChangesIsNotCopied() throws IOException {
    Held held = held();

    assertThat(travelling.copy(held)).isSameAs(held);
  }

  @Test
  void anUnchangedCodecIsCompatibleAsItIs() throws IOException {
    assertThat(after(written(serializer.snapshotConfiguration())).isCompatibleAsIs()).isTrue();
  }

  @Test
  void anOlderVersionIsReadAsItWasWrittenAndMigrated() throws IOException {
    TypeSerializerSnapshot<Held> old =
        written(new CodecSerializerSnapshot<>(StateCodec.HELD, 1, true, false));
    CodecSerializer<Held> newest = new CodecSerializer<>(new HeldCodec(), true, true);

    assertThat(old.restoreSerializer())
        .isEqualTo(new CodecSerializer<Held>(StateCodec.HELD, 1, true, false));
    assertThat(
            newest
                .snapshotConfiguration()
                .resolveSchemaCompatibility(old)
                .isCompatibleAfterMigration())
        .isTrue();
  }

  @Test
  void aReaderOfAnOlderVersionRemembersThatVersionAndRefusesToWrite() throws IOException {
    TypeSerializer<Held> reader =
        new CodecSerializerSnapshot<Held>(StateCodec.HELD, 1, true, true).restoreSerializer();

    assertThat(written(reader.snapshotConfiguration()).restoreSerializer()).isEqualTo(reader);
    assertThatThrownBy(() -> bytes(reader, held()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("held writes version 3; this serializer was restored to read version 1");
  }

  @Test
  void aNewerVersionOrAnotherCodecIsIncompatible() throws IOException {
    int newer = new InstrumentStateCodec().version() + 1;
    assertThat(
            after(
                    written(
                        new CodecSerializerSnapshot<>(
                            StateCodec.INSTRUMENT_STATE, newer, false, true)))
                .isIncompatible())
        .isTrue();
    assertThat(
            after(written(new CodecSerializerSnapshot<>(StateCodec.RISK_STATE, 1, false, true)))
                .isIncompatible())
        .isTrue();
  }

  @Test
  void theSerializerTravelsAndStillWorks() throws IOException, ClassNotFoundException {
    CodecSerializer<InstrumentState> travelled = InstantiationUtil.clone(serializer);

    assertThat(travelled).isEqualTo(serializer).hasSameHashCodeAs(serializer);
    assertThat(read(travelled, bytes(travelled, state(3))).scoring.closedBars).isEqualTo(3);
    assertThat(serializer.duplicate()).isEqualTo(serializer).isNotSameAs(serializer);
  }

  @Test
  void aTypeIsWrittenByItsCodecAndNeverByKryo() throws IOException, ClassNotFoundException {
    CodecTypeInfo<InstrumentState> type =
        CodecTypeInfo.ofMutable(InstrumentState.class, new InstrumentStateCodec());
    SerializerConfigImpl strict = new SerializerConfigImpl();
    strict.setGenericTypes(false);

    assertThat(type.createSerializer(strict)).isEqualTo(serializer);
    assertThat(type.isKeyType()).isFalse();
    assertThat(type.getTypeClass()).isEqualTo(InstrumentState.class);
    assertThat(InstantiationUtil.<CodecTypeInfo<InstrumentState>>clone(type))
        .isEqualTo(type)
        .isNotEqualTo(CodecTypeInfo.ofImmutable(InstrumentState.class, new InstrumentStateCodec()));
  }

  @Test
  void aCodecThatNoIdStandsForIsRefused() {
    Codec<String> unlisted =
        new Codec<>() {
          @Override
          public int version() {
            return 1;
          }

          @Override
          public void write(String value, DataOutput out) throws IOException {
            out.writeUTF(value);
          }

          @Override
          public String read(int version, DataInput in) throws IOException {
            return in.readUTF();
          }
        };

    assertThatThrownBy(() -> new CodecSerializer<>(unlisted, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "io.tidemark.flink.state.CodecSerializerTest$1 has no id in StateCodec, by which a"
                + " savepoint could name it");
  }

  @Test
  void thereIsNoValueToBeginWith() {
    assertThatThrownBy(serializer::createInstance)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("instrument-state has no value to begin with");
  }

  private TypeSerializerSchemaCompatibility<InstrumentState> after(
      TypeSerializerSnapshot<InstrumentState> old) {
    return serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
  }

  private static InstrumentState state(int closedBars) {
    InstrumentState state = new InstrumentState();
    state.scoring.closedBars = closedBars;
    return state;
  }

  private static Held held() throws IOException {
    CodecSerializer<Held> framed = new CodecSerializer<>(new HeldCodec(), true, true);
    return read(framed, Goldens.struct(StateCodec.HELD, framed.version()));
  }

  /** Through the bytes of a savepoint. */
  private static <T> TypeSerializerSnapshot<T> written(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        CodecSerializerTest.class.getClassLoader());
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }
}
