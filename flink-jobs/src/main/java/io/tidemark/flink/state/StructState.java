package io.tidemark.flink.state;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * One struct per key, of which those that were used last stay alive: a hot key is neither read from
 * its bytes nor written to them at each event. What has changed is written back when it makes room,
 * when too much is unwritten, and by {@link #flush()}, which must come before each snapshot.
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
  private final int mostAlive;
  private final int mostUnwritten;
  private final long unheard;
  private final LongSupplier clock;
  private final LinkedHashMap<String, Live<T>> alive = new LinkedHashMap<>(16, 0.75f, true);
  private final ArrayDeque<Live<T>> unwritten = new ArrayDeque<>();
  private @Nullable Live<T> last;

  /**
   * Structs that stay as long as the state does.
   *
   * @param state keyed state that holds the struct
   * @param keys makes a key the operator's current one
   * @param fresh makes the struct of a key that has none
   * @param mostAlive structs that stay alive, above 0
   * @param mostUnwritten of them that a snapshot may find unwritten, not negative
   */
  public StructState(
      ValueState<T> state,
      Consumer<String> keys,
      Supplier<T> fresh,
      int mostAlive,
      int mostUnwritten) {
    this(state, keys, fresh, mostAlive, mostUnwritten, NEVER, () -> 0);
  }

  /**
   * Structs of a state that expires.
   *
   * @param state keyed state that holds the struct
   * @param keys makes a key the operator's current one
   * @param fresh makes the struct of a key that has none
   * @param mostAlive structs that stay alive, above 0
   * @param mostUnwritten of them that a snapshot may find unwritten, not negative
   * @param unheard time since its last change after which a struct is no longer alive
   * @param clock ms since the epoch, as the state reads it
   */
  public StructState(
      ValueState<T> state,
      Consumer<String> keys,
      Supplier<T> fresh,
      int mostAlive,
      int mostUnwritten,
      Duration unheard,
      LongSupplier clock) {
    if (mostAlive <= 0 || mostUnwritten < 0) {
      throw new IllegalArgumentException(
          "mostAlive must be above 0 and mostUnwritten not negative, were %d and %d"
              .formatted(mostAlive, mostUnwritten));
    }
    this.state = state;
    this.keys = keys;
    this.fresh = fresh;
    this.mostAlive = mostAlive;
    this.mostUnwritten = mostUnwritten;
    this.unheard = unheard.toMillis();
    this.clock = clock;
  }

  /** The struct of {@code key}, which becomes the operator's current key only if it is read. */
  public T get(String key) throws IOException {
    Live<T> found = alive.get(key);
    if (found == null || clock.getAsLong() - found.changedAt >= unheard) {
      if (found != null) {
        found.unwritten = false; // it has expired: it must not come back from the queue
      }
      keys.accept(key);
      T stored = state.value();
      found = new Live<>(key, stored == null ? fresh.get() : stored, clock.getAsLong());
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
    if (!live.unwritten) {
      live.unwritten = true;
      unwritten.add(live);
    }
    while (unwritten.size() > mostUnwritten) {
      write(unwritten.remove());
    }
  }

  /** Writes all that has changed. */
  public void flush() throws IOException {
    while (!unwritten.isEmpty()) {
      write(unwritten.remove());
    }
  }

  private void makeRoom() throws IOException {
    if (alive.size() <= mostAlive) {
      return;
    }
    Map.Entry<String, Live<T>> eldest = alive.entrySet().iterator().next();
    alive.remove(eldest.getKey());
    if (eldest.getValue().unwritten) {
      write(eldest.getValue());
    }
  }

  /** One that was written when it made room still waits in the queue. */
  private void write(Live<T> live) throws IOException {
    if (live.unwritten) {
      keys.accept(live.key);
      state.update(live.struct);
      live.unwritten = false;
    }
  }

  /** A struct, and when it last changed, ms. */
  private static final class Live<T> {
    final String key;
    final T struct;
    boolean unwritten;
    long changedAt;

    Live(String key, T struct, long changedAt) {
      this.key = key;
      this.struct = struct;
      this.changedAt = changedAt;
    }
  }
}
