package io.tidemark.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A venue's symbols: what they stand for, and what is remembered of those that are streamed. Holds
 * at most {@link #MOST}; more are not known.
 *
 * @param <S> what is remembered of a symbol
 */
final class VenueSymbols<S> {

  /** Several times what any of the venues lists. */
  static final int MOST = 10_000;

  /** Tells what an unlisted symbol stands for. */
  interface Rule {
    /** The listing, or null where the symbol does not tell. */
    @Nullable Listing of(String symbol);
  }

  private final Map<String, Listing> listed = new HashMap<>();
  private final Map<String, S> streamed = new HashMap<>();
  private final Rule rule;
  private final Function<Listing, S> start;

  /**
   * Knows no symbol yet.
   *
   * @param rule for symbols that were not listed
   * @param start what is remembered of a symbol at first
   */
  VenueSymbols(Rule rule, Function<Listing, S> start) {
    this.rule = rule;
    this.start = start;
  }

  /** What the venue's reference says; a symbol that is streamed already stays what it is. */
  void list(String symbol, Listing listing) {
    if (listed.size() < MOST) {
      listed.put(symbol, listing);
    }
  }

  /** What is remembered of the symbol, or null if it is not known. */
  @Nullable S find(String symbol) {
    S known = streamed.get(symbol);
    if (known != null || streamed.size() >= MOST) {
      return known;
    }
    Listing listing = listed.containsKey(symbol) ? listed.get(symbol) : rule.of(symbol);
    if (listing == null) {
      return null;
    }
    S fresh = start.apply(listing);
    streamed.put(symbol, fresh);
    return fresh;
  }
}
