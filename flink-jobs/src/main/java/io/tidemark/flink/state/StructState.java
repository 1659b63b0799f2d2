package io.tidemark.flink.state;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;

/**
 * One struct per key: load, step, store. The structs of the keys used last stay alive, so that a
 * hot key is not read from its bytes again; each {@link #put} writes through.
 *
 * <p>Make one in each {@code open}: then a restored operator begins with the restored state. The
 * struct that {@link #get} returns may be changed in place, which is safe on RocksDB, where state
 * is bytes; on the heap backend an asynchronous snapshot could see it half changed.
 *
 * @param <T> the struct
 */
public final class StructState<T> {

  private final ValueState<T> state;
  private final Supplier<T> fresh;
  private final Map<String, Live<T>> alive;
  private final long unheard;
  private final LongSupplier clock;

  /**
   * Structs that stay as long as the state does.
   *
   * @param state keyed state that holds the struct
   * @param fresh makes the struct of a key that has none
   * @param capacity structs that stay alive at most, above 0
   */
  public StructState(ValueState<T> state, Supplier<T> fresh, int capacity) {
    this(state, fresh, capacity, Duration.ofMillis(Long.MAX_VALUE), () -> 0);
  }

  /**
   * Structs of a state that expires.
   *
   * @param state keyed state that holds the struct
   * @param fresh makes the struct of a key that has none
   * @param capacity structs that stay alive at most, above 0
   * @param unheard time since its last {@link #put} after which a struct is no longer alive
   * @param clock ms since the epoch, as the state reads it
   */
  public StructState(
      ValueState<T> state, Supplier<T> fresh, int capacity, Duration unheard, LongSupplier clock) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity must be above 0, was " + capacity);
    }
    this.state = state;
    this.fresh = fresh;
    this.alive = new LeastRecentlyUsed<>(capacity);
    this.unheard = unheard.toMillis();
    this.clock = clock;
  }

  /** The struct of {@code key}, which must be the operator's current key. */
  public T get(String key) throws IOException {
    Live<T> live = alive.get(key);
    if (live != null && clock.getAsLong() - live.putAt < unheard) {
      return live.struct;
    }
    T struct = state.value();
    if (struct == null) {
      struct = fresh.get();
    }
    alive.put(key, new Live<>(struct, clock.getAsLong()));
    return struct;
  }

  /** Stores the struct of {@code key}, which must be the operator's current key. */
  public void put(String key, T struct) throws IOException {
    state.update(struct);
    Live<T> live = alive.get(key);
    if (live != null && live.struct == struct) {
      live.putAt = clock.getAsLong();
    } else {
      alive.put(key, new Live<>(struct, clock.getAsLong()));
    }
  }

  /** A struct and when it was last stored, ms. */
  private static final class Live<T> {

    final T struct;
    long putAt;

    Live(T struct, long putAt) {
      this.struct = struct;
      this.putAt = putAt;
    }
  }

  /** Forgets the entry that was used longest ago when there are too many. */
  private static final class LeastRecentlyUsed<T> extends LinkedHashMap<String, Live<T>> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    LeastRecentlyUsed(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Live<T>> eldest) {
      return size() > capacity;
    }
  }
}
