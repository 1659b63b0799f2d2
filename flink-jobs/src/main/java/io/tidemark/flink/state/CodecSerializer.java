package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's serializer around one of the core's codecs: the codec's bytes, between operators as they
 * are, in state in the frame of a {@link CheckedStruct}.
 *
 * <p>The version is kept once, in the {@link CodecSerializerSnapshot}, not in each value. A
 * serializer restored from an older savepoint reads the version that was written there and refuses
 * to write, for what it wrote would be newer than what its snapshot says.
 *
 * @param <T> what is written
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 2L;

  private final StateCodec id;
  private final int version;
  private final boolean immutable;
  private final boolean checked;
  private transient Codec<T> codec;
  private transient CheckedStruct frame;
  private transient DataOutputSerializer buffer;

  /**
   * A serializer that reads and writes the codec's newest version.
   *
   * @param immutable whether values never change, so that they need not be copied
   * @param checked whether each value has a check sum, as in state
   * @throws IllegalArgumentException if {@link StateCodec} does not list the codec
   */
  CodecSerializer(Codec<T> codec, boolean immutable, boolean checked) {
    this(StateCodec.of(codec), codec.version(), immutable, checked);
  }

  CodecSerializer(StateCodec id, int version, boolean immutable, boolean checked) {
    this.id = id;
    this.version = version;
    this.immutable = immutable;
    this.checked = checked;
    this.codec = id.codec();
    this.frame = new CheckedStruct(id.id() + " (version " + version + ")");
    this.buffer = new DataOutputSerializer(256);
  }

  /** The version that is read. */
  int version() {
    return version;
  }

  @Override
  public boolean isImmutableType() {
    return immutable;
  }

  @Override
  public CodecSerializer<T> duplicate() {
    return new CodecSerializer<>(id, version, immutable, checked);
  }

  /**
   * Not supported: a codec only makes a value from bytes.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public T createInstance() {
    throw new UnsupportedOperationException(id.id() + " has no value to begin with");
  }

  @Override
  public T copy(T from) {
    if (immutable) {
      return from;
    }
    try {
      buffer.clear();
      codec.write(from, buffer);
      return codec.read(
          codec.version(), new DataInputDeserializer(buffer.getSharedBuffer(), 0, buffer.length()));
    } catch (IOException e) {
      throw new IllegalStateException(id.id() + " cannot read what it wrote", e);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    if (version != codec.version()) {
      throw new IllegalStateException(
          id.id()
              + " writes version "
              + codec.version()
              + "; this serializer was restored to read version "
              + version);
    }
    if (checked) {
      codec.write(value, frame.begin());
      frame.writeTo(target);
    } else {
      codec.write(value, target);
    }
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    if (!checked) {
      return codec.read(version, source);
    }
    T value = codec.read(version, frame.open(source));
    frame.end();
    return value;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSerializerSnapshot<>(id, version, immutable, checked);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that
        && id == that.id
        && version == that.version
        && immutable == that.immutable
        && checked == that.checked;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id.id(), version, immutable, checked);
  }

  @Override
  public String toString() {
    return "CodecSerializer(" + id.id() + " v" + version + ")";
  }

  private Object readResolve() {
    return duplicate();
  }
}
