package io.tidemark.exchange.gate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a series of candles, such as {@code 1m_BTC_USDT}.
 *
 * @param length µs
 * @param symbol whose
 */
record GateCandleName(long length, String symbol) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,3})([smhdw])_(.+)");

  /** Null where the name is of another form, as that of mark or index prices is. */
  static @Nullable GateCandleName of(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return new GateCandleName(count * unit(matcher.group(2).charAt(0)), matcher.group(3));
  }

  private static long unit(char letter) {
    return switch (letter) {
      case 's' -> 1_000_000L;
      case 'm' -> 60_000_000L;
      case 'h' -> 3_600_000_000L;
      case 'd' -> 86_400_000_000L;
      default -> 604_800_000_000L;
    };
  }
}
