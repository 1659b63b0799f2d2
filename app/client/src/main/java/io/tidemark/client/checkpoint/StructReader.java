package io.tidemark.client.checkpoint;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.jspecify.annotations.Nullable;

/** Reads the values of one keyed state, and so compares the check sum of each struct. */
final class StructReader {

  private final @Nullable TypeSerializer<?> serializer;

  private StructReader(@Nullable TypeSerializer<?> serializer) {
    this.serializer = serializer;
  }

  /** Of a state; timers and other kinds have no values that are read. */
  static StructReader of(StateMetaInfoSnapshot state) {
    TypeSerializerSnapshot<?> snapshot =
        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
    String kind = state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE);
    boolean known =
        state.getBackendStateType() == BackendStateType.KEY_VALUE
            && List.of(StateDescriptor.Type.VALUE.name(), StateDescriptor.Type.LIST.name())
                .contains(String.valueOf(kind));
    return new StructReader(known && snapshot != null ? snapshot.restoreSerializer() : null);
  }

  /** Whether it reads anything. */
  boolean reads() {
    return serializer != null;
  }

  /** Whether a value has several elements, which RocksDB may keep in parts until it is read. */
  boolean isList() {
    return serializer instanceof ListSerializer<?>;
  }

  /**
   * Reads one value, or all elements of a list, which RocksDB keeps with a byte between two.
   *
   * @throws IOException if it is not as it was written
   */
  void read(byte[] value) throws IOException {
    if (serializer == null) {
      return;
    }
    DataInputDeserializer in = new DataInputDeserializer(value);
    if (!(serializer instanceof ListSerializer<?> list)) {
      serializer.deserialize(in);
    } else {
      list.getElementSerializer().deserialize(in);
      while (in.available() > 0) {
        in.skipBytesToRead(1);
        list.getElementSerializer().deserialize(in);
      }
    }
    if (in.available() > 0) {
      throw new IOException("%d bytes of a value are left over".formatted(in.available()));
    }
  }
}
