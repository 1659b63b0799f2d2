package io.tidemark.exchange.deribit;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Deribit names instruments: {@code BTC-PERPETUAL}, {@code ETH_USDC-24SEP21-2000-P}, {@code
 * BTC_USDC}.
 */
final class DeribitName {

  private static final String PERPETUAL = "PERPETUAL";
  private static final Pattern SPOT = Pattern.compile("([A-Z0-9]+)_([A-Z0-9]+)");
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Z0-9]+)(?:_([A-Z0-9]+))?-(PERPETUAL|(\\d{1,2})([A-Z]{3})(\\d{2}))"
              + "(?:-(\\d+(?:d\\d+)?)-([CP]))?");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private DeribitName() {}

  /** Whether it is the name of an option. */
  static boolean isOption(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches() && matcher.group(8) != null;
  }

  /**
   * What the name stands for; null for what is no single instrument, such as a combination. Amounts
   * of futures are USD, unless they are settled in the quote currency; all others are in the base
   * currency.
   */
  static @Nullable Listing listing(String name) {
    Matcher spot = SPOT.matcher(name);
    if (spot.matches()) {
      return new Listing(spot.group(1) + "-" + spot.group(2) + "@deribit", Unit.BASE);
    }
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return null;
    }
    boolean linear = matcher.group(2) != null;
    boolean option = matcher.group(8) != null;
    String term = option ? optionTerm(matcher) : term(matcher);
    if (term == null) {
      return null;
    }
    String quote = linear ? matcher.group(2) : "USD";
    return new Listing(
        matcher.group(1) + "-" + quote + "-" + term + "@deribit",
        linear || option ? Unit.BASE : new Unit.Inverse(1));
  }

  /** {@code PERP} or the day of expiry, yymmdd; null where there is no such month. */
  private static @Nullable String term(Matcher matcher) {
    if (matcher.group(3).equals(PERPETUAL)) {
      return "PERP";
    }
    int month = 1 + MONTHS.indexOf(matcher.group(5));
    return month == 0
        ? null
        : "%s%02d%02d".formatted(matcher.group(6), month, Integer.parseInt(matcher.group(4)));
  }

  /** An option's term is as the venue writes it, for so it was recorded. */
  private static String optionTerm(Matcher matcher) {
    return matcher.group(3) + matcher.group(8) + matcher.group(7).toUpperCase(Locale.ROOT);
  }
}
