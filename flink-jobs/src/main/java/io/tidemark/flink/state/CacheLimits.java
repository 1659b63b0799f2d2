package io.tidemark.flink.state;

import java.util.function.ToLongFunction;

/**
 * How much of a {@link StructState} stays alive. The unit is that of the weight, such as bytes of
 * heap.
 *
 * @param weight of a struct, above 0 and cheap to tell: it is asked for whenever the struct changes
 * @param alive what all structs that stay alive may weigh together, above 0; one always stays
 * @param unwritten what those of them may weigh that have changed and are not written, not negative
 * @param <T> the struct
 */
public record CacheLimits<T>(ToLongFunction<T> weight, long alive, long unwritten) {

  /** Refuses a cache without room. */
  public CacheLimits {
    if (alive <= 0 || unwritten < 0) {
      throw new IllegalArgumentException(
          "alive must be above 0 and unwritten not negative, were %d and %d"
              .formatted(alive, unwritten));
    }
  }

  /**
   * By what structs weigh. None needs to be written but to make room and before a snapshot.
   *
   * @param weight of a struct
   * @param alive what all of them may weigh together
   */
  public static <T> CacheLimits<T> of(ToLongFunction<T> weight, long alive) {
    return new CacheLimits<>(weight, alive, alive);
  }

  /** By their number. */
  public static <T> CacheLimits<T> ofCount(long alive, long unwritten) {
    return new CacheLimits<>(struct -> 1, alive, unwritten);
  }
}
