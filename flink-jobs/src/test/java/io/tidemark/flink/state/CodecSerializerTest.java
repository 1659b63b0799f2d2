package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {

  private final CodecSerializer<Note> serializer = new CodecSerializer<>(new NoteCodec(), false);

  @Test
  void aValueComesBackFromItsBytes() throws IOException {
    Note back = read(serializer, bytes(serializer, new Note("a", 3)));

    assertThat(back.text).isEqualTo("a");
    assertThat(back.times).isEqualTo(3);
  }

  @Test
  void theBytesAreTheCodecsAndNothingElse() throws IOException {
    assertThat(bytes(serializer, new Note("a", 3))).containsExactly(0, 1, 'a', 0, 0, 0, 3);
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(bytes(serializer, new Note("a", 3))), copied);
    assertThat(copied.getCopyOfBuffer()).containsExactly(0, 1, 'a', 0, 0, 0, 3);
  }

  @Test
  void aCopyOfWhatChangesInPlaceIsAnotherObject() {
    Note note = new Note("a", 3);
    Note copy = serializer.copy(note);
    note.times = 4;

    assertThat(copy.times).isEqualTo(3);
    assertThat(copy.text).isEqualTo("a");
  }

  @Test
  void whatNeverChangesIsNotCopied() {
    Note note = new Note("a", 3);

    assertThat(new CodecSerializer<>(new NoteCodec(), true).copy(note)).isSameAs(note);
  }

  @Test
  void anUnchangedCodecIsCompatibleAsItIs() throws IOException {
    assertThat(after(written(serializer.snapshotConfiguration())).isCompatibleAsIs()).isTrue();
  }

  @Test
  void anOlderVersionIsReadAsItWasWrittenAndMigrated() throws IOException {
    TypeSerializerSnapshot<Note> old =
        written(new CodecSerializerSnapshot<>(NoteCodec.class, 1, false));
    TypeSerializer<Note> reader = old.restoreSerializer();

    Note back = read(reader, new byte[] {0, 1, 'a'});
    assertThat(back.times).isEqualTo(1);
    assertThat(after(old).isCompatibleAfterMigration()).isTrue();
    assertThat(bytes(serializer, back)).containsExactly(0, 1, 'a', 0, 0, 0, 1);
  }

  @Test
  void aReaderOfAnOlderVersionRemembersThatVersionAndRefusesToWrite() throws IOException {
    TypeSerializer<Note> reader =
        new CodecSerializerSnapshot<>(NoteCodec.class, 1, false).restoreSerializer();

    assertThat(read(written(reader.snapshotConfiguration()).restoreSerializer(), new byte[] {0, 0}))
        .extracting(each -> each.times)
        .isEqualTo(1);
    assertThatThrownBy(() -> bytes(reader, new Note("a", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "io.tidemark.flink.state.NoteCodec writes version 2; this serializer was restored to"
                + " read version 1");
  }

  @Test
  void aNewerVersionOrAnotherCodecIsIncompatible() throws IOException {
    assertThat(
            after(written(new CodecSerializerSnapshot<>(NoteCodec.class, 3, false)))
                .isIncompatible())
        .isTrue();
    assertThat(
            after(written(new CodecSerializerSnapshot<>(OtherNoteCodec.class, 1, false)))
                .isIncompatible())
        .isTrue();
  }

  @Test
  void aCodecThatIsGoneIsNamed() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF("io.tidemark.Gone");
    out.writeInt(1);
    out.writeBoolean(false);

    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<Note>()
                    .readSnapshot(
                        1,
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessage("the state was written by io.tidemark.Gone, which is not in this job's jar");
    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<Note>()
                    .readSnapshot(
                        2, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessage("a codec's snapshot has form 2, only 1 is known");
  }

  @Test
  void theSerializerTravelsAndStillWorks() throws IOException, ClassNotFoundException {
    CodecSerializer<Note> travelled = InstantiationUtil.clone(serializer);

    assertThat(travelled).isEqualTo(serializer).hasSameHashCodeAs(serializer);
    assertThat(travelled.copy(new Note("a", 3)).times).isEqualTo(3);
    assertThat(serializer.duplicate()).isEqualTo(serializer).isNotSameAs(serializer);
  }

  @Test
  void aTypeIsWrittenByItsCodecAndNeverByKryo() throws IOException, ClassNotFoundException {
    CodecTypeInfo<Note> type = CodecTypeInfo.ofMutable(Note.class, new NoteCodec());
    SerializerConfigImpl strict = new SerializerConfigImpl();
    strict.setGenericTypes(false);

    assertThat(type.createSerializer(strict)).isEqualTo(serializer);
    assertThat(type.isKeyType()).isFalse();
    assertThat(type.getTypeClass()).isEqualTo(Note.class);
    assertThat(InstantiationUtil.<CodecTypeInfo<Note>>clone(type))
        .isEqualTo(type)
        .isNotEqualTo(CodecTypeInfo.ofImmutable(Note.class, new NoteCodec()));
  }

  @Test
  void aCodecThatASavepointCouldNotNameIsRefused() {
    Codec<String> anonymous =
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

    assertThatThrownBy(() -> new CodecSerializer<>(anonymous, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "io.tidemark.flink.state.CodecSerializerTest$1 must be a public class, for savepoints"
                + " name it");
  }

  @Test
  void thereIsNoValueToBeginWith() {
    assertThatThrownBy(serializer::createInstance)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("io.tidemark.flink.state.NoteCodec has no value to begin with");
  }

  private TypeSerializerSchemaCompatibility<Note> after(TypeSerializerSnapshot<Note> old) {
    return serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
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
