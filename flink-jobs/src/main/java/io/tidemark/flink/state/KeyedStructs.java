package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Opens the one struct that a keyed operator keeps per key. */
public final class KeyedStructs {

  /** Structs that stay alive per task; a task of the size we run has fewer instruments. */
  private static final int ALIVE = 1_024;

  private KeyedStructs() {}

  /**
   * The operator's struct.
   *
   * @param context of the operator, in {@code open}
   * @param name of the state; it is for ever
   * @param type of the struct
   * @param codec its bytes
   * @param fresh makes the struct of a key that has none
   */
  public static <T> StructState<T> open(
      RuntimeContext context, String name, Class<T> type, Codec<T> codec, Supplier<T> fresh) {
    ValueStateDescriptor<T> descriptor =
        new ValueStateDescriptor<>(name, CodecTypeInfo.ofMutable(type, codec));
    return new StructState<>(context.getState(descriptor), fresh, ALIVE);
  }
}
