package io.tidemark.exchange.okx;

import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What indices stand at: the venue states them apart from the contracts that follow them. */
final class OkxIndices {

  /**
   * Until then contracts that are settled in USDC followed the index in USD. The venue announced
   * 2023-04-06, but on the 9th had not changed it, and on the 20th had. µs since the epoch.
   */
  private static final long OWN_INDEX_OF_USDC = 1_681_516_800_000_000L;

  /** A price of an index, and when the venue stated it, µs since the epoch. */
  record Price(double value, long time) {}

  private final Map<String, Price> prices = new HashMap<>();

  void state(String index, double value, long time) {
    if (prices.size() < VenueSymbols.MOST || prices.containsKey(index)) {
      prices.put(index, new Price(value, time));
    }
  }

  /** The price of the index that the contract follows; null where it was not stated. */
  @Nullable Price of(OkxName contract, long time) {
    boolean inUsd = contract.quote().equals("USDC") && time < OWN_INDEX_OF_USDC;
    return prices.get(contract.base() + "-" + (inUsd ? "USD" : contract.quote()));
  }
}
