package io.tidemark.recordings.archive;

import io.tidemark.core.fact.Instruments;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange and a symbol of Tardis stand for, and what the exchange's amounts are counted
 * in: Tardis gives them as the exchange does.
 */
final class TardisListing {

  /** Exchanges whose amounts are in the base currency, with the kind that their symbols have. */
  private static final Map<String, String> IN_BASE =
      Map.ofEntries(
          Map.entry("binance", ""),
          Map.entry("binance-us", ""),
          Map.entry("binance-futures", "PERP"),
          Map.entry("bitfinex", ""),
          Map.entry("bitstamp", ""),
          Map.entry("bybit-spot", ""),
          Map.entry("coinbase", ""),
          Map.entry("coinbase-international", "PERP"),
          Map.entry("crypto-com", ""),
          Map.entry("dydx", "PERP"),
          Map.entry("dydx-v4", "PERP"),
          Map.entry("ftx", ""),
          Map.entry("gate-io", ""),
          Map.entry("gemini", ""),
          Map.entry("huobi", ""),
          Map.entry("hyperliquid", "PERP"),
          Map.entry("kraken", ""),
          Map.entry("kucoin", ""),
          Map.entry("okcoin", ""),
          Map.entry("okex", ""),
          Map.entry("poloniex", ""));

  private static final Map<String, String> VENUES =
      Map.of(
          "binance-us", "binanceus",
          "binance-futures", "binance",
          "bybit-spot", "bybit",
          "coinbase-international", "coinbaseinternational",
          "crypto-com", "cryptocom",
          "dydx-v4", "dydx",
          "gate-io", "gateio",
          "okex", "okx");

  private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)[-/_]([A-Z0-9]+)(?:[-_](PERP))?");
  private static final Pattern DERIBIT =
      Pattern.compile("([A-Z0-9]+)(?:_([A-Z0-9]+))?-(PERPETUAL|[0-9]{1,2}[A-Z]{3}[0-9]{2})");
  private static final Pattern KRAKEN_FUTURE = Pattern.compile("(P[IF])_([A-Z0-9]+)(USD)");
  private static final Pattern DATED = Pattern.compile("([A-Z0-9]+)_([0-9]{6}|PERP)");

  private TardisListing() {}

  /**
   * The listing.
   *
   * @param named the instrument as the user says; null: as exchange and symbol do
   * @throws UnreadableDataException where it is none that is known
   */
  static Listing of(Path path, String exchange, String symbol, @Nullable String named) {
    String name = symbol.toUpperCase(Locale.ROOT);
    Listing listing =
        switch (exchange) {
          case "bitmex" -> name.equals("XBTUSD") ? inverse("BTC-USD-PERP@bitmex", 1) : null;
          case "deribit" -> deribit(name);
          case "bybit" -> bybit(path, name);
          case "binance-delivery" -> delivery(name);
          case "cryptofacilities" -> krakenFutures(name);
          default -> inBase(path, exchange, name);
        };
    if (listing != null && named != null) {
      return new Listing(named, listing.unit());
    }
    if (listing == null || !Instruments.isWellFormed(listing.instrument())) {
      throw new UnreadableDataException(
          path
              + " is of "
              + symbol
              + " of "
              + exchange
              + ", and nothing here says what its amounts are counted in: give a raw recording with"
              + " the exchange's list of instruments.");
    }
    return listing;
  }

  private static @Nullable Listing inBase(Path path, String exchange, String symbol) {
    String kind = IN_BASE.get(exchange);
    if (kind == null) {
      return null;
    }
    String venue = VENUES.getOrDefault(exchange, exchange);
    Matcher dated = DATED.matcher(symbol);
    if (exchange.equals("binance-futures") && dated.matches()) {
      return split(path, dated.group(1), dated.group(2), venue);
    }
    Matcher pair =
        PAIR.matcher(exchange.equals("ftx") ? symbol.replace("-PERP", "-USD-PERP") : symbol);
    if (pair.matches()) {
      String term = pair.group(3) == null ? kind : "PERP";
      return new Listing(
          instrument(common(pair.group(1)), common(pair.group(2)), term, venue), Unit.BASE);
    }
    if (exchange.equals("hyperliquid")) {
      return new Listing(instrument(symbol, "USDC", kind, venue), Unit.BASE);
    }
    return split(path, symbol, kind, venue);
  }

  private static @Nullable Listing bybit(Path path, String symbol) {
    if (symbol.endsWith("USD")) {
      return inverse(symbol.substring(0, symbol.length() - 3) + "-USD-PERP@bybit", 1);
    }
    String perp =
        symbol.endsWith("PERP") ? symbol.substring(0, symbol.length() - 4) + "USDC" : symbol;
    return perp.matches("[A-Z0-9]+(USDT|USDC)") ? split(path, perp, "PERP", "bybit") : null;
  }

  private static @Nullable Listing delivery(String symbol) {
    Matcher dated = DATED.matcher(symbol);
    if (!dated.matches() || !dated.group(1).endsWith("USD")) {
      return null;
    }
    String base = dated.group(1).substring(0, dated.group(1).length() - 3);
    String venue = "binance" + InstrumentName.COIN_MARGINED;
    return inverse(instrument(base, "USD", dated.group(2), venue), base.equals("BTC") ? 100 : 10);
  }

  private static @Nullable Listing deribit(String symbol) {
    Matcher name = DERIBIT.matcher(symbol);
    if (!name.matches()) {
      return null;
    }
    String kind = name.group(3).equals("PERPETUAL") ? "PERP" : name.group(3);
    return name.group(2) == null
        ? inverse(instrument(name.group(1), "USD", kind, "deribit"), 1)
        : new Listing(instrument(name.group(1), name.group(2), kind, "deribit"), Unit.BASE);
  }

  private static @Nullable Listing krakenFutures(String symbol) {
    Matcher name = KRAKEN_FUTURE.matcher(symbol);
    if (!name.matches()) {
      return null;
    }
    String whole = instrument(common(name.group(2)), name.group(3), "PERP", "kraken_futures");
    return name.group(1).equals("PI") ? inverse(whole, 1) : new Listing(whole, Unit.BASE);
  }

  private static Listing split(Path path, String pair, String kind, String venue) {
    String whole = new InstrumentName(venue, false, pair).instrument(path, pair);
    return new Listing(kind.isEmpty() ? whole : whole.replace("@", "-" + kind + "@"), Unit.BASE);
  }

  private static Listing inverse(String instrument, double contract) {
    return new Listing(instrument, new Unit.Inverse(contract));
  }

  private static String instrument(String base, String quote, String kind, String venue) {
    return base + "-" + quote + (kind.isEmpty() ? "" : "-" + kind) + "@" + venue;
  }

  private static String common(String asset) {
    return asset.equals("XBT") ? "BTC" : asset.equals("XDG") ? "DOGE" : asset;
  }
}
