package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The struct that a {@link StructOperator} keeps of each key.
 *
 * @param name of the state; it is for ever
 * @param type of the struct
 * @param codec its bytes
 * @param fresh makes the struct of a key that has none
 * @param heapBytes what one takes on the heap, bytes
 * @param cacheTenths the operator's part of the slot's cache, tenths
 * @param <S> the struct
 */
public record StructSpec<S>(
    String name,
    Class<S> type,
    Codec<S> codec,
    Supplier<S> fresh,
    ToLongFunction<S> heapBytes,
    int cacheTenths) {

  /** The same under another name. */
  public StructSpec<S> named(String other) {
    return new StructSpec<>(other, type, codec, fresh, heapBytes, cacheTenths);
  }
}
