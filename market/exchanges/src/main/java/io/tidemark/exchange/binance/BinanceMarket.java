package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binance's markets: how they name instruments, count quantities and chain book changes. */
public enum BinanceMarket {
  /** Spot: {@code BTCUSDT} is BTC-USDT@binance. */
  SPOT("binance", Pattern.compile("([A-Z0-9]+?)(" + BinanceMarket.SPOT_QUOTES + ")")),

  /** Binance US, spot too: {@code BTCUSD} is BTC-USD@binance_us. */
  US("binance_us", Pattern.compile("([A-Z0-9]+?)(" + BinanceMarket.US_QUOTES + ")")),

  /**
   * USD-M futures: {@code BTCUSDT} is BTC-USDT-PERP@binance, {@code BTCUSDT_240927} a dated one.
   */
  USDM("binance", Pattern.compile("([A-Z0-9]+?)(USDT|USDC|BUSD|BTC)(?:_[0-9]{6})?")),

  /** COIN-M futures: {@code BTCUSD_PERP} is BTC-USD-PERP@binance_coinm. */
  COINM("binance_coinm", Pattern.compile("([A-Z0-9]+)(USD)_(?:PERP|[0-9]{6})"));

  /**
   * What spot is quoted in. A base is as short as it can be: BTCTUSD is BTC-TUSD, for there is no
   * quote USD.
   */
  private static final String SPOT_QUOTES =
      "USDT|USDC|FDUSD|TUSD|BUSD|USDP|USD1|USDS|DAI|UST|PAX|BTC|ETH|BNB|XRP|TRX|DOGE|DOT|SOL"
          + "|EUR|EURI|AEUR|GBP|JPY|TRY|BRL|AUD|RUB|UAH|PLN|RON|ZAR|NGN|ARS|CZK|MXN|COP|IDRT|BIDR"
          + "|BKRW|BVND|VAI|GYEN";

  /** There is a quote USD, so that of BNBUSD, ARBUSD and SHIBUSD is not BUSD. As of 2024. */
  private static final String US_QUOTES = "USDT|USDC|(?<!^BN|^AR|^SHI)BUSD|DAI|BTC|ETH|BNB|USD";

  private static final String PERPETUAL = "PERP";

  private final String venue;
  private final Pattern symbol;

  BinanceMarket(String venue, Pattern symbol) {
    this.venue = venue;
    this.symbol = symbol;
  }

  /** What the symbol stands for by its own letters; null where they do not tell. */
  @Nullable Listing listing(String name) {
    Matcher matcher = symbol.matcher(name);
    return matcher.matches()
        ? listing(name, matcher.group(1), matcher.group(2), usualContract(matcher.group(1)))
        : null;
  }

  /**
   * What exchangeInfo's symbols stand for.
   *
   * @throws BadMessageException if it is none
   */
  Map<String, Listing> listings(JsonNode symbols) throws BadMessageException {
    if (symbols.size() > VenueSymbols.MOST) {
      throw new BadMessageException("there are " + symbols.size() + " symbols, too many");
    }
    Map<String, Listing> listings = new HashMap<>();
    for (JsonNode row : symbols) {
      String name = Json.text(row, "symbol");
      String base = Json.text(row, "baseAsset");
      double contract =
          row.has("contractSize") ? Json.number(row, "contractSize") : usualContract(base);
      if (!(contract > 0 && contract < Double.POSITIVE_INFINITY)) {
        throw new BadMessageException("contractSize of " + name + " is " + contract);
      }
      listings.put(name, listing(name, base, Json.text(row, "quoteAsset"), contract));
    }
    return listings;
  }

  /** The quote that a contract is worth is used on COIN-M only. */
  private Listing listing(String name, String base, String quote, double contract) {
    String pair = base + "-" + quote;
    String instrument = (isSpot() ? pair : pair + "-" + term(name)) + "@" + venue;
    return new Listing(instrument, this == COINM ? new Unit.Inverse(contract) : Unit.BASE);
  }

  /** A COIN-M contract is 100 USD of BTC, 10 USD of anything else. */
  private static double usualContract(String base) {
    return base.equals("BTC") ? 100 : 10;
  }

  /** Whether base is exchanged for quote at once. */
  boolean isSpot() {
    return this == SPOT || this == US;
  }

  /** Whether a book that has come to {@code last} holds this change already. */
  boolean isPast(BinanceDiff diff, long last, boolean fromSnapshot) {
    return (!isSpot() && fromSnapshot) ? diff.last() < last : diff.last() <= last;
  }

  /**
   * Whether nothing is missing between {@code last} and this change, which is not past. One that
   * begins earlier, such as that of another speed, holds all that came since. On futures the ids of
   * updates have holes, so a change names the one before it; the first after a snapshot need not.
   */
  boolean follows(BinanceDiff diff, long last, boolean fromSnapshot) {
    if (isSpot()) {
      return diff.first() <= last + 1;
    }
    return diff.previous() <= last || (fromSnapshot && diff.first() <= last);
  }

  private static String term(String name) {
    int underscore = name.indexOf('_');
    return underscore < 0 ? PERPETUAL : name.substring(underscore + 1);
  }
}
