package io.tidemark.flink.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Map<String, T> alive;

  /**
   * @param state keyed state that holds the struct
   * @param fresh makes the struct of a key that has none
   * @param capacity structs that stay alive at most, above 0
   */
  public StructState(ValueState<T> state, Supplier<T> fresh, int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity must be above 0, was " + capacity);
    }
    this.state = state;
    this.fresh = fresh;
    this.alive = new LeastRecentlyUsed<>(capacity);
  }

  /** The struct of {@code key}, which must be the operator's current key. */
  public T get(String key) throws IOException {
    T struct = alive.get(key);
    if (struct == null) {
      struct = state.value();
      if (struct == null) {
        struct = fresh.get();
      }
      alive.put(key, struct);
    }
    return struct;
  }

  /** Stores the struct of {@code key}, which must be the operator's current key. */
  public void put(String key, T struct) throws IOException {
    state.update(struct);
    alive.put(key, struct);
  }

  /** Forgets the entry that was used longest ago when there are too many. */
  private static final class LeastRecentlyUsed<T> extends LinkedHashMap<String, T> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    LeastRecentlyUsed(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > capacity;
    }
  }
}
