package io.tidemark.exchange.gemini;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Gemini names instruments: {@code BTCUSD}, {@code BTCGUSDPERP}. A name does not say where base
 * ends and quote begins, so this goes by what the venue has quoted in until 2026.
 */
final class GeminiName {

  private static final String PERPETUAL = "PERP";
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Z0-9]+?)(USDT|USDC|RLUSD|GUSD|USD|EUR|GBP|SGD|AUD|CAD|HKD|DAI|BTC|ETH|BCH|LTC|FIL"
              + "|SOL)(PERP)?");

  /** What is traded in GUSD on spot: PAXGUSD is in USD. */
  private static final Set<String> IN_GUSD = Set.of("BTC", "ETH");

  private GeminiName() {}

  /** What the name, in capitals, stands for; null where it does not tell. */
  static @Nullable Listing listing(String symbol) {
    Matcher form = FORM.matcher(symbol);
    if (!form.matches()) {
      return null;
    }
    String base = form.group(1);
    String quote = form.group(2);
    boolean perpetual = form.group(3) != null;
    return quote.equals("GUSD") && !perpetual && !IN_GUSD.contains(base)
        ? listing(base + "G", "USD", symbol)
        : listing(base, quote, symbol);
  }

  /** Quantities are in the base currency; a contract of a perpetual is 1 of it. */
  static Listing listing(String base, String quote, String symbol) {
    String kind = symbol.endsWith(PERPETUAL) ? "-" + PERPETUAL : "";
    return new Listing(base + "-" + quote + kind + "@gemini", Unit.BASE);
  }
}
