package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Instruments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A venue's symbols: what they stand for, and what is remembered of those that are spoken of. Holds
 * at most {@link #MOST}; more are not known.
 *
 * @param <S> what is remembered of a symbol
 */
public final class VenueSymbols<S> {

  /** Several times what any of the venues lists. */
  public static final int MOST = 10_000;

  /** Tells what an unlisted symbol stands for. */
  @FunctionalInterface
  public interface Rule {
    /** The listing, or null where the symbol does not tell. */
    @Nullable Listing of(String symbol);
  }

  private record Spoken<S>(Listing listing, S state) {}

  private final Map<String, Listing> listed = new HashMap<>();
  private final Map<String, Spoken<S>> spoken = new HashMap<>();
  private final Rule rule;
  private final Function<Listing, S> start;

  /**
   * Knows no symbol yet.
   *
   * @param rule for symbols that were not listed
   * @param start what is remembered of a symbol at first
   */
  public VenueSymbols(Rule rule, Function<Listing, S> start) {
    this.rule = rule;
    this.start = start;
  }

  /** Knows no symbol yet; symbols do not tell what they stand for, so only listed ones will be. */
  public VenueSymbols(Function<Listing, S> start) {
    this(symbol -> null, start);
  }

  /**
   * What the venue's reference says. A symbol that stood for something else begins anew; one whose
   * name cannot be an instrument's stays as it is.
   */
  public void list(String symbol, Listing listing) {
    boolean fits = listed.size() < MOST || listed.containsKey(symbol);
    if (fits && Instruments.isWellFormed(listing.instrument())) {
      listed.put(symbol, listing);
      Spoken<S> before = spoken.get(symbol);
      if (before != null && !before.listing().equals(listing)) {
        spoken.remove(symbol);
      }
    }
  }

  /** What the venue's whole reference says: symbols that it does not name are not listed. */
  public void listOnly(Map<String, Listing> listings) {
    listed.clear();
    listings.forEach(this::list);
    forgetUnknown();
  }

  /**
   * Forgets symbols that were spoken of and are not known any more, by lists or by the rule: for
   * venues with a list for each of their products.
   */
  public void forgetUnknown() {
    spoken.entrySet().removeIf(it -> !it.getValue().listing().equals(listing(it.getKey())));
  }

  /** Whether the venue's reference has spoken. */
  public boolean areListed() {
    return !listed.isEmpty();
  }

  /** What is remembered of the symbol, or null if it is not known. */
  @Nullable
  public S find(String symbol) {
    Spoken<S> known = spoken.get(symbol);
    if (known != null) {
      return known.state();
    }
    Listing listing = spoken.size() < MOST ? listing(symbol) : null;
    if (listing == null) {
      return null;
    }
    S fresh = start.apply(listing);
    spoken.put(symbol, new Spoken<>(listing, fresh));
    return fresh;
  }

  /** What is remembered of all symbols that were spoken of. */
  public List<S> all() {
    return spoken.values().stream().map(Spoken::state).toList();
  }

  private @Nullable Listing listing(String symbol) {
    Listing listing = listed.containsKey(symbol) ? listed.get(symbol) : rule.of(symbol);
    return listing != null && Instruments.isWellFormed(listing.instrument()) ? listing : null;
  }
}
