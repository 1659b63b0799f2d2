package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Opens the one struct that a keyed operator keeps per key. */
public final class KeyedStructs {

  /** Structs that stay alive per task; a task of the size we run has fewer instruments. */
  private static final int ALIVE = 1_024;

  /** Entries that a compaction looks at before it asks for the time again. */
  private static final long TIME_EVERY = 1_000;

  private KeyedStructs() {}

  /**
   * The operator's struct, kept for ever.
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

  /**
   * The operator's struct, dropped when nothing was heard of its key for {@code unheard} of the
   * wall clock: RocksDB leaves it out when it next compacts.
   */
  public static <T> StructState<T> open(
      RuntimeContext context,
      String name,
      Class<T> type,
      Codec<T> codec,
      Supplier<T> fresh,
      Duration unheard) {
    ValueStateDescriptor<T> descriptor =
        new ValueStateDescriptor<>(name, CodecTypeInfo.ofMutable(type, codec));
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(unheard)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(TIME_EVERY)
            .build());
    return new StructState<>(
        context.getState(descriptor), fresh, ALIVE, unheard, System::currentTimeMillis);
  }
}
