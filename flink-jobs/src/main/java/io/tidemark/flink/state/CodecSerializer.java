package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's serializer around one of the core's codecs: the codec's bytes and nothing else.
 *
 * <p>The version is kept once, in the {@link CodecSerializerSnapshot}, not in each value. A
 * serializer restored from an older savepoint reads the version that was written there and refuses
 * to write, for what it wrote would be newer than what its snapshot says.
 *
 * @param <T> what is written
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final Class<? extends Codec<T>> codecClass;
  private final int version;
  private final boolean immutable;
  private transient Codec<T> codec;
  private transient DataOutputSerializer buffer;

  /**
   * A serializer that reads and writes the codec's newest version.
   *
   * @param immutable whether values never change, so that they need not be copied
   * @throws IllegalArgumentException if the codec is not a public class with a public no-argument
   *     constructor
   */
  public CodecSerializer(Codec<T> codec, boolean immutable) {
    this(classOf(codec), codec.version(), immutable);
  }

  CodecSerializer(Class<? extends Codec<T>> codecClass, int version, boolean immutable) {
    this.codecClass = codecClass;
    this.version = version;
    this.immutable = immutable;
    this.codec = instance(codecClass);
    this.buffer = new DataOutputSerializer(256);
  }

  Class<? extends Codec<T>> codecClass() {
    return codecClass;
  }

  /** The version that is read. */
  int version() {
    return version;
  }

  /** The newest version, which is what the codec writes. */
  int newestVersion() {
    return codec.version();
  }

  @Override
  public boolean isImmutableType() {
    return immutable;
  }

  @Override
  public CodecSerializer<T> duplicate() {
    return new CodecSerializer<>(codecClass, version, immutable);
  }

  /**
   * Not supported: a codec only makes a value from bytes.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public T createInstance() {
    throw new UnsupportedOperationException(codecClass.getName() + " has no value to begin with");
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
      throw new IllegalStateException(codecClass.getName() + " cannot read what it wrote", e);
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
          codecClass.getName()
              + " writes version "
              + codec.version()
              + "; this serializer was restored to read version "
              + version);
    }
    codec.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return codec.read(version, source);
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
    return new CodecSerializerSnapshot<>(codecClass, version, immutable);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that
        && codecClass.equals(that.codecClass)
        && version == that.version
        && immutable == that.immutable;
  }

  @Override
  public int hashCode() {
    return 31 * codecClass.getName().hashCode() + version;
  }

  @Override
  public String toString() {
    return "CodecSerializer(" + codecClass.getSimpleName() + " v" + version + ")";
  }

  private Object readResolve() {
    return duplicate();
  }

  @SuppressWarnings("unchecked") // a codec's class is a class of codecs of the same values
  private static <T> Class<? extends Codec<T>> classOf(Codec<T> codec) {
    Class<? extends Codec<T>> type = (Class<? extends Codec<T>>) codec.getClass();
    if (type.isSynthetic() || !Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException(
          type.getName() + " must be a public class, for savepoints name it");
    }
    return type;
  }

  private static <C> C instance(Class<C> codecClass) {
    try {
      return codecClass.getConstructor().newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalArgumentException(
          codecClass.getName() + " must have a public constructor without arguments", e);
    }
  }
}
