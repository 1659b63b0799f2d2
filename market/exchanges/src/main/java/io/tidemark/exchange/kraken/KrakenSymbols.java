package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kraken's pairs. A name says itself what it is, with or without a list: {@code XBT/USD} in version
 * 1, {@code BTC/USD} in version 2.
 */
final class KrakenSymbols {

  private final Map<String, KrakenPrecision> precisions = new HashMap<>();
  private final VenueSymbols<KrakenPair> pairs =
      new VenueSymbols<>(
          KrakenSymbols::listing,
          listing -> new KrakenPair(listing, () -> precisions.get(listing.instrument())));

  /** The pair of this name in either version, or null where it is no pair's. */
  @Nullable KrakenPair find(String name) {
    return pairs.find(common(name));
  }

  List<KrakenPair> all() {
    return pairs.all();
  }

  /** How the pair's numbers are written. */
  void list(String name, JsonNode priceDecimals, JsonNode sizeDecimals) {
    Listing listing = listing(common(name));
    KrakenPrecision precision =
        new KrakenPrecision(priceDecimals.asInt(-1), sizeDecimals.asInt(-1));
    if (listing != null && precision.isPossible() && precisions.size() < VenueSymbols.MOST) {
      precisions.put(listing.instrument(), precision);
    }
  }

  private static String common(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? name
        : KrakenAssets.common(name.substring(0, slash))
            + "/"
            + KrakenAssets.common(name.substring(slash + 1));
  }

  private static @Nullable Listing listing(String name) {
    int slash = name.indexOf('/');
    return slash < 0 || name.indexOf('-') >= 0
        ? null
        : new Listing(name.replaceFirst("/", "-") + "@kraken", Unit.BASE);
  }
}
