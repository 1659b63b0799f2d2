package io.tidemark.exchange;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.RejectReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a venue's symbols stand for, at most {@link #MOST}; those beyond are unknown. */
final class Listings {

  static final int MOST = 10_000;

  private final Map<String, Listing> bySymbol = new HashMap<>();

  /** Notes a symbol; one whose name cannot be an instrument's stays unknown. */
  void add(String symbol, Listing listing) {
    boolean fits = bySymbol.size() < MOST || bySymbol.containsKey(symbol);
    if (fits && Instruments.isWellFormed(listing.instrument())) {
      bySymbol.put(symbol, listing);
    }
  }

  @Nullable Listing of(String symbol) {
    return bySymbol.get(symbol);
  }

  /** The reason for a symbol that is not there. */
  static Outcome unknown(String symbol) {
    return new Outcome.Refused(
        RejectReason.UNKNOWN_INSTRUMENT,
        "the venue's list of instruments, as far as it was read, has no '" + symbol + "'");
  }

  /** The outcomes of a message about such a symbol. */
  static List<Outcome> allUnknown(String symbol) {
    return List.of(unknown(symbol));
  }
}
