package io.tidemark.exchange.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a venue's names mean by their letters, each read once: a message names its symbol, channel
 * or stream, and there are few of them. Holds at most {@link VenueSymbols#MOST}; more are read each
 * time.
 *
 * @param <T> what a name means
 */
public final class KnownNames<T> {

  private final Map<String, T> known = new HashMap<>();
  private final Function<String, T> reading;

  /**
   * Knows no name yet.
   *
   * @param reading what a name means, whenever it is asked
   */
  public KnownNames(Function<String, T> reading) {
    this.reading = reading;
  }

  /** What the name means. */
  public T of(String name) {
    T before = known.get(name);
    if (before != null) {
      return before;
    }
    T meaning = reading.apply(name);
    if (known.size() < VenueSymbols.MOST) {
      known.put(name, meaning);
    }
    return meaning;
  }
}
