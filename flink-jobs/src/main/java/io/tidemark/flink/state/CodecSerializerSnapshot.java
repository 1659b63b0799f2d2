package io.tidemark.flink.state;

import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint remembers of a {@link CodecSerializer}. <b>The name of this class is for
 * ever</b>, with its package: Flink writes it into every savepoint and makes the class anew by it.
 * It is the only name of ours in there.
 *
 * <p>Form 2: the codec's id (UTF), the version of its bytes (int), whether values are immutable,
 * whether each has a check sum (booleans), and the CRC32C of all that (int). Form 1, which is read
 * only: the name of the codec's class (UTF), version, immutable; no value has a check sum.
 *
 * @param <T> what was written
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int FORM = 2;

  private @Nullable StateCodec codec;
  private int version;
  private boolean immutable;
  private boolean checked;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(StateCodec codec, int version, boolean immutable, boolean checked) {
    this.codec = codec;
    this.version = version;
    this.immutable = immutable;
    this.checked = checked;
  }

  @Override
  public int getCurrentVersion() {
    return FORM;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    byte[] bytes = bytes(codec().id());
    out.write(bytes);
    out.writeInt(sum(bytes));
  }

  @Override
  public void readSnapshot(int form, DataInputView in, ClassLoader loader) throws IOException {
    if (form < 1 || form > FORM) {
      throw new IOException("a codec's snapshot has form " + form + ", known are 1 to " + FORM);
    }
    if (form == 1) {
      codec = StateCodec.ofForm1(in.readUTF());
      version = in.readInt();
      immutable = in.readBoolean();
      return;
    }
    try {
      String id = in.readUTF();
      version = in.readInt();
      immutable = flag(in);
      checked = flag(in);
      int expected = in.readInt();
      int found = sum(bytes(id));
      if (found != expected) {
        throw damaged(
            "it should have the CRC32C %08x and has %08x".formatted(expected, found), null);
      }
      codec = StateCodec.ofId(id);
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged("it is cut or no text", e);
    }
  }

  private static boolean flag(DataInputView in) throws IOException {
    int flag = in.readByte();
    if (flag != 0 && flag != 1) {
      throw damaged("a flag is neither 0 nor 1 but " + flag, null);
    }
    return flag == 1;
  }

  private static IOException damaged(String how, @Nullable IOException cause) {
    return new IOException(
        "what the savepoint says of a codec is damaged: "
            + how
            + ". Restore an older checkpoint or savepoint",
        cause);
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec(), version, immutable, checked);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof CodecSerializerSnapshot<T> written)
        || written.codec() != codec()
        || written.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return written.version == version && written.checked == checked
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  /** All but the check sum. */
  private byte[] bytes(String id) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(id);
    out.writeInt(version);
    out.writeBoolean(immutable);
    out.writeBoolean(checked);
    return out.getCopyOfBuffer();
  }

  private static int sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return (int) sum.getValue();
  }

  private StateCodec codec() {
    if (codec == null) {
      throw new IllegalStateException("the snapshot has not been read");
    }
    return codec;
  }
}
