package io.tidemark.exchange.deribit;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Deribit names instruments: {@code BTC-PERPETUAL}, {@code ETH_USDC-24SEP21-2000-P}. */
final class DeribitName {

  private static final String PERPETUAL = "PERPETUAL";
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Z0-9]+)(?:_([A-Z0-9]+))?-(PERPETUAL|\\d{1,2}[A-Z]{3}\\d{2})"
              + "(?:-(\\d+(?:d\\d+)?)-([CP]))?");

  private DeribitName() {}

  /**
   * What the name stands for; null for what is no single instrument, such as a combination. Amounts
   * of futures are USD, unless they are settled in the quote currency; all others are in the base
   * currency.
   */
  static @Nullable Listing listing(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return null;
    }
    boolean linear = matcher.group(2) != null;
    boolean option = matcher.group(4) != null;
    String expiry = matcher.group(3);
    String kind = expiry.equals(PERPETUAL) ? "PERP" : expiry;
    if (option) {
      kind += matcher.group(5) + matcher.group(4).toUpperCase(Locale.ROOT);
    }
    String quote = linear ? matcher.group(2) : "USD";
    return new Listing(
        matcher.group(1) + "-" + quote + "-" + kind + "@deribit",
        linear || option ? Unit.BASE : new Unit.Inverse(1));
  }
}
