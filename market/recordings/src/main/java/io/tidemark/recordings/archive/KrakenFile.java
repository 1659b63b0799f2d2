package io.tidemark.recordings.archive;

import io.tidemark.core.fact.Instruments;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.form.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file of Kraken's quarterly archive says: {@code XBTUSD_60.csv} holds bars of
 * 60 minutes, {@code XBTUSD.csv} trades.
 *
 * @param instrument whose it is
 * @param minutes length of its bars; 0 where it holds trades
 */
record KrakenFile(String instrument, long minutes) {

  private static final Pattern NAME =
      Pattern.compile("(?i:kraken_(?:spot_)?)?([A-Z0-9]{4,})(?:_([0-9]{1,5}))?");

  /** Longest first where one ends another. */
  private static final List<String> QUOTES =
      List.of(
          "USDT", "USDC", "USD", "EUR", "GBP", "CAD", "AUD", "JPY", "CHF", "DAI", "XBT", "BTC",
          "ETH", "DOT", "SOL");

  private static final Map<String, String> COMMON = Map.of("XBT", "BTC", "XDG", "DOGE");

  /** Of a file; null where its name is none of Kraken's. */
  static @Nullable KrakenFile of(Path path, @Nullable String given) {
    Matcher name = NAME.matcher(InstrumentName.stem(path));
    if (!name.matches()) {
      return null;
    }
    long minutes = name.group(2) == null ? 0 : Long.parseLong(name.group(2));
    String named = Owner.named(given);
    if (named != null) {
      return new KrakenFile(named, minutes);
    }
    String symbol = name.group(1);
    for (String quote : QUOTES) {
      if (symbol.endsWith(quote) && symbol.length() > quote.length()) {
        String base = symbol.substring(0, symbol.length() - quote.length());
        String instrument = common(base) + "-" + common(quote) + "@kraken";
        return Instruments.isWellFormed(instrument) ? new KrakenFile(instrument, minutes) : null;
      }
    }
    return null;
  }

  private static String common(String asset) {
    return COMMON.getOrDefault(asset, asset);
  }
}
