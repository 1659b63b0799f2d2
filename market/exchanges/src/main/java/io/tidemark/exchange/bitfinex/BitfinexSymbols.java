package io.tidemark.exchange.bitfinex;

import io.tidemark.core.fact.Instruments;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Bitfinex's trading symbols stand for. */
final class BitfinexSymbols {

  private static final String DERIVATIVE = "F0";
  private static final int SHORT_NAME = 3;

  private BitfinexSymbols() {}

  /**
   * {@code tBTCUSD} is BTC-USD, {@code tAVAX:USD} is AVAX-USD, {@code tBTCF0:USTF0} is
   * BTC-USDT-PERP, in base currency all of them; null for what is no such symbol.
   */
  static @Nullable Listing listing(String symbol) {
    if (!symbol.startsWith("t")) {
      return null;
    }
    String pair = symbol.substring(1).toUpperCase(Locale.ROOT);
    int colon = pair.indexOf(':');
    if (colon < 0 && pair.length() != 2 * SHORT_NAME) {
      return null;
    }
    String base = pair.substring(0, colon < 0 ? SHORT_NAME : colon);
    String quote = pair.substring(colon < 0 ? SHORT_NAME : colon + 1);
    boolean perpetual = base.endsWith(DERIVATIVE);
    if (perpetual != quote.endsWith(DERIVATIVE)) {
      return null; // it is neither spot nor a derivative that is known
    }
    String kind = perpetual ? "-PERP" : "";
    String instrument = common(base) + "-" + common(quote) + kind + "@bitfinex";
    return Instruments.isWellFormed(instrument) ? new Listing(instrument, Unit.BASE) : null;
  }

  /**
   * The names of the rest of the world for Bitfinex's short ones, as its "pub:map:currency:sym"
   * says them. A fixed table: an instrument's name must not depend on what was asked for.
   */
  private static String common(String currency) {
    String name =
        currency.endsWith(DERIVATIVE)
            ? currency.substring(0, currency.length() - DERIVATIVE.length())
            : currency;
    return switch (name) {
      case "ALG" -> "ALGO";
      case "ATO" -> "ATOM";
      case "DAT" -> "DATA";
      case "DOG" -> "MDOGE";
      case "DSH" -> "DASH";
      case "IOT" -> "IOTA";
      case "MNA" -> "MANA";
      case "QTM" -> "QTUM";
      case "UDC" -> "USDC";
      case "UST" -> "USDT";
      default -> name;
    };
  }
}
