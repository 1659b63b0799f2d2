package io.tidemark.exchange.cryptocom;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Crypto.com names instruments: {@code BTC_USDT} on spot, {@code BTCUSD-PERP} and {@code
 * BTCUSD-240329} for contracts, {@code BTCUSD-INDEX} for what they are settled by.
 */
final class CryptoComName {

  private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)_([A-Z0-9]+)");
  private static final Pattern CONTRACT =
      Pattern.compile("([A-Z0-9]+?)(USDT|USDC|USD|EUR)-(PERP|[0-9]{6})");
  private static final String INDEX = "-INDEX";
  private static final String PERPETUAL = "-PERP";

  private CryptoComName() {}

  /** The instrument by its name alone, or null where the name does not tell it. */
  static @Nullable Listing listing(String name) {
    Matcher pair = PAIR.matcher(name);
    if (pair.matches()) {
      return listing(pair.group(1), pair.group(2), "", 1);
    }
    Matcher contract = CONTRACT.matcher(name);
    return contract.matches()
        ? listing(contract.group(1), contract.group(2), "-" + contract.group(3), 1)
        : null;
  }

  /**
   * The instrument as a list tells it. Contracts are linear, and all that were listed until 2026
   * were of 1 of the base.
   *
   * @param term {@code -PERP} or {@code -240329}; empty on spot
   * @param contract base currency of one contract
   */
  static Listing listing(String base, String quote, String term, double contract) {
    return new Listing(base + "-" + quote + term + "@crypto_com", new Unit.Linear(contract));
  }

  /** {@code -PERP} or {@code -240329} of a contract's name; empty on spot. */
  static String term(String name) {
    int hyphen = name.lastIndexOf('-');
    return hyphen < 0 ? "" : name.substring(hyphen);
  }

  /** The perpetual that an index prices; empty where the name is no index's. */
  static String perpetual(String index) {
    return index.endsWith(INDEX)
        ? index.substring(0, index.length() - INDEX.length()) + PERPETUAL
        : "";
  }

  /** Whether it is a warrant or an option: these have a strike, after a second hyphen. */
  static boolean hasStrike(String name) {
    return name.indexOf('-') != name.lastIndexOf('-');
  }
}
