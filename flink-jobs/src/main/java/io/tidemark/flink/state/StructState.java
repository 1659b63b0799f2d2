package io.tidemark.flink.state;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * One struct per key, of which those that were used last stay alive, up to what {@link CacheLimits}
 * allow: a hot key is neither read from its bytes nor written to them at each event. What has
 * changed is written back when it makes room, when too much is unwritten, and by {@link #flush()},
 * which must come before each snapshot.
 *
 * <p>Make one in each {@code open}: then a restored operator begins with the restored state. The
 * struct that {@link #get} returns may be changed in place, which is safe on RocksDB, where state
 * is bytes; on the heap backend an asynchronous snapshot could see it half changed.
 *
 * @param <T> the struct
 */
public final class StructState<T> {

  private static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

  private final ValueState<T> state;
  private final Consumer<String> keys;
  private final Supplier<T> fresh;
  private final CacheLimits<T> limits;
  private final long unheard;
  private final LongSupplier clock;
  private final LinkedHashMap<String, Live<T>> alive = new LinkedHashMap<>(16, 0.75f, true);

  /** Those that have changed since they were written, in the order in which they first did. */
  private final LinkedHashSet<Live<T>> unwritten = new LinkedHashSet<>();

  private long aliveWeight;
  private long unwrittenWeight;
  private @Nullable Live<T> last;

  /**
   * Structs that stay as long as the state does.
   *
   * @param state keyed state that holds the struct
   * @param keys makes a key the operator's current one
   * @param fresh makes the struct of a key that has none
   * @param limits of what stays alive
   */
  public StructState(
      ValueState<T> state, Consumer<String> keys, Supplier<T> fresh, CacheLimits<T> limits) {
    this(state, keys, fresh, limits, NEVER, () -> 0);
  }

  /**
   * Structs of a state that expires.
   *
   * @param state keyed state that holds the struct
   * @param keys makes a key the operator's current one
   * @param fresh makes the struct of a key that has none
   * @param limits of what stays alive
   * @param unheard time since its last change after which a struct is no longer alive
   * @param clock ms since the epoch, as the state reads it
   */
  public StructState(
      ValueState<T> state,
      Consumer<String> keys,
      Supplier<T> fresh,
      CacheLimits<T> limits,
      Duration unheard,
      LongSupplier clock) {
    this.state = state;
    this.keys = keys;
    this.fresh = fresh;
    this.limits = limits;
    this.unheard = unheard.toMillis();
    this.clock = clock;
  }

  /** The struct of {@code key}, which becomes the operator's current key only if it is read. */
  public T get(String key) throws IOException {
    Live<T> found = last != null && last.key.equals(key) ? last : alive.get(key);
    if (found == null || clock.getAsLong() - found.changedAt >= unheard) {
      if (found != null) {
        forget(found); // it has expired, and so has what the state holds
      }
      keys.accept(key);
      T stored = state.value();
      found = new Live<>(key, stored == null ? fresh.get() : stored, clock.getAsLong());
      found.weight = limits.weight().applyAsLong(found.struct);
      aliveWeight += found.weight;
      alive.put(key, found);
      makeRoom();
    }
    last = found;
    return found.struct;
  }

  /** The struct that {@link #get} last returned, which was that of {@code key}, has changed. */
  public void changed(String key) throws IOException {
    Live<T> live = last;
    if (live == null || !live.key.equals(key)) {
      throw new IllegalStateException("no struct of " + key + " was asked for");
    }
    live.changedAt = clock.getAsLong();
    weighAnew(live);
    if (!live.unwritten) {
      live.unwritten = true;
      unwrittenWeight += live.weight;
      unwritten.add(live);
    }
    while (unwrittenWeight > limits.unwritten()) {
      write(unwritten.iterator().next());
    }
    makeRoom();
  }

  /** Writes all that has changed. */
  public void flush() throws IOException {
    for (Live<T> live : List.copyOf(unwritten)) {
      write(live);
    }
  }

  /** What the structs that are alive weigh together. */
  public long aliveWeight() {
    return aliveWeight;
  }

  /** The one in use is the newest, and stays. */
  private void makeRoom() throws IOException {
    while (aliveWeight > limits.alive() && alive.size() > 1) {
      Live<T> eldest = alive.values().iterator().next();
      if (eldest.unwritten) {
        write(eldest);
      }
      alive.remove(eldest.key);
      aliveWeight -= eldest.weight;
    }
  }

  private void weighAnew(Live<T> live) {
    long more = limits.weight().applyAsLong(live.struct) - live.weight;
    live.weight += more;
    aliveWeight += more;
    if (live.unwritten) {
      unwrittenWeight += more;
    }
  }

  private void forget(Live<T> live) {
    alive.remove(live.key);
    aliveWeight -= live.weight;
    if (live.unwritten) {
      settle(live);
    }
  }

  private void write(Live<T> live) throws IOException {
    keys.accept(live.key);
    state.update(live.struct);
    settle(live);
  }

  private void settle(Live<T> live) {
    unwritten.remove(live);
    unwrittenWeight -= live.weight;
    live.unwritten = false;
  }

  /** A struct, what it weighs, and when it last changed, ms. */
  private static final class Live<T> {
    final String key;
    final T struct;
    boolean unwritten;
    long weight;
    long changedAt;

    Live(String key, T struct, long changedAt) {
      this.key = key;
      this.struct = struct;
      this.changedAt = changedAt;
    }
  }
}
