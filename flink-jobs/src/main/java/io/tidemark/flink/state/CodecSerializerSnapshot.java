package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint remembers of a {@link CodecSerializer}: the codec's class, the version its bytes
 * have, and whether values are immutable.
 *
 * @param <T> what was written
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int FORM = 1;

  private @Nullable Class<? extends Codec<T>> codecClass;
  private int version;
  private boolean immutable;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(Class<? extends Codec<T>> codecClass, int version, boolean immutable) {
    this.codecClass = codecClass;
    this.version = version;
    this.immutable = immutable;
  }

  @Override
  public int getCurrentVersion() {
    return FORM;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(codecClass().getName());
    out.writeInt(version);
    out.writeBoolean(immutable);
  }

  @Override
  @SuppressWarnings("unchecked") // the name was written from a class of codecs of T
  public void readSnapshot(int form, DataInputView in, ClassLoader loader) throws IOException {
    if (form != FORM) {
      throw new IOException("a codec's snapshot has form " + form + ", only " + FORM + " is known");
    }
    String name = in.readUTF();
    version = in.readInt();
    immutable = in.readBoolean();
    try {
      codecClass = (Class<? extends Codec<T>>) Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "the state was written by " + name + ", which is not in this job's jar", e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codecClass(), version, immutable);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof CodecSerializerSnapshot<T> written)
        || !written.codecClass().equals(codecClass())
        || written.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return written.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  private Class<? extends Codec<T>> codecClass() {
    if (codecClass == null) {
      throw new IllegalStateException("the snapshot has not been read");
    }
    return codecClass;
  }
}
