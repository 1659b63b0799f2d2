package io.tidemark.exchange.bitstamp;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Bitstamp names markets: {@code btcusd}, {@code btcusd-perp} in channels, {@code BTC/USD},
 * {@code BTC/USD-PERP} in lists. Amounts are in the base currency; a contract of a perpetual is 1
 * of it.
 */
final class BitstampName {

  /** What the venue has quoted in until 2026; a base is as short as it can be. */
  private static final Pattern SYMBOL =
      Pattern.compile(
          "([A-Z0-9]+?)(USDT|USDC|RLUSD|PYUSD|USD|EURCV|EURC|EUR|GBP|PAX|BTC|ETH)(-PERP)?");

  private static final Pattern NAME = Pattern.compile("([A-Z0-9]+)/([A-Z0-9]+)(-PERP)?");

  private BitstampName() {}

  /** What a channel's symbol, in capitals, stands for; null where it does not tell. */
  static @Nullable Listing ofSymbol(String symbol) {
    return listing(SYMBOL.matcher(symbol));
  }

  /** What a list's name stands for; null where it has another form. */
  static @Nullable Listing ofName(String name) {
    return listing(NAME.matcher(name.toUpperCase(Locale.ROOT)));
  }

  private static @Nullable Listing listing(Matcher form) {
    if (!form.matches()) {
      return null;
    }
    String term = form.group(3) == null ? "" : form.group(3);
    return new Listing(form.group(1) + "-" + form.group(2) + term + "@bitstamp", Unit.BASE);
  }
}
