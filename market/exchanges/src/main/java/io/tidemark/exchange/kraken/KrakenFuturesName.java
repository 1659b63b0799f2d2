package io.tidemark.exchange.kraken;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Kraken Futures names contracts: {@code PI_XBTUSD} is BTC-USD-PERP@kraken_futures, {@code
 * FI_XBTUSD_210924} is BTC-USD-210924@kraken_futures. Flexible ones, {@code PF_XBTUSD}, exist
 * beside inverse ones of the same pair, so they are BTC-USD-PERP@kraken_flex.
 */
final class KrakenFuturesName {

  private static final Pattern FORM =
      Pattern.compile("([A-Z]{2})_([A-Z0-9]+)([A-Z]{3})(?:_([0-9]{6}))?");

  private KrakenFuturesName() {}

  /** The contract by its name alone, or null where the name does not tell it. */
  static @Nullable Listing listing(String symbol) {
    Matcher form = FORM.matcher(symbol);
    Unit unit = form.matches() ? usualUnit(form.group(1)) : null;
    return unit == null ? null : listing(symbol, unit);
  }

  /** The contract by its name, its unit being known; null where the name has another form. */
  static @Nullable Listing listing(String symbol, Unit unit) {
    Matcher form = FORM.matcher(symbol);
    if (!form.matches()) {
      return null;
    }
    String pair = KrakenAssets.common(form.group(2)) + "-" + KrakenAssets.common(form.group(3));
    String term = form.group(4) == null ? "PERP" : form.group(4);
    boolean flexible = form.group(1).endsWith("F");
    String venue = flexible ? "kraken_flex" : "kraken_futures";
    return new Listing(pair + "-" + term + "@" + venue, unit);
  }

  /**
   * A contract is 1 USD where it is inverse, 1 of the base where it is vanilla or flexible: so the
   * venue has listed all of them, 2018 to 2025.
   */
  private static @Nullable Unit usualUnit(String kind) {
    return switch (kind) {
      case "PI", "FI" -> new Unit.Inverse(1);
      case "PF", "FF", "PV", "FV" -> Unit.BASE;
      default -> null;
    };
  }
}
