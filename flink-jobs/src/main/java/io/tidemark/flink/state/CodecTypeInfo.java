package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type that is written by one of the core's codecs; it is no key.
 *
 * @param <T> the type
 */
public final class CodecTypeInfo<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final CodecSerializer<T> serializer;

  private CodecTypeInfo(Class<T> type, CodecSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  /** Between operators: what never changes, handed on without a copy and without a check sum. */
  public static <T> CodecTypeInfo<T> ofImmutable(Class<T> type, Codec<T> codec) {
    return new CodecTypeInfo<>(type, new CodecSerializer<>(codec, true, false));
  }

  /** In state: what never changes, each with a check sum. */
  public static <T> CodecTypeInfo<T> ofImmutableState(Class<T> type, Codec<T> codec) {
    return new CodecTypeInfo<>(type, new CodecSerializer<>(codec, true, true));
  }

  /** In state: what changes in place and is copied through its bytes, each with a check sum. */
  public static <T> CodecTypeInfo<T> ofMutable(Class<T> type, Codec<T> codec) {
    return new CodecTypeInfo<>(type, new CodecSerializer<>(codec, false, true));
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecTypeInfo<?> that
        && type.equals(that.type)
        && serializer.equals(that.serializer);
  }

  @Override
  public int hashCode() {
    return 31 * type.getName().hashCode() + serializer.hashCode();
  }

  @Override
  public String toString() {
    return "CodecTypeInfo(" + type.getSimpleName() + ")";
  }
}
