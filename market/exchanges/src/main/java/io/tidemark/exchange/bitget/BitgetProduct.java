package io.tidemark.exchange.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.ExpiryDate;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bitget's products. A symbol such as {@code BTCUSDT} is in several of them. All amounts are in the
 * base currency, those of futures that are settled in coins too.
 */
enum BitgetProduct {
  /** {@code BTCUSDT} is BTC-USDT@bitget. */
  SPOT,

  /** {@code BTCUSDT} is BTC-USDT-PERP@bitget. */
  USDT_FUTURES,

  /** {@code BTCPERP} is BTC-USDC-PERP@bitget. */
  USDC_FUTURES,

  /** {@code BTCUSD} is BTC-USD-PERP@bitget, {@code BTCUSDH25} a future. */
  COIN_FUTURES;

  /** A base is as short as it can be. */
  private static final Pattern PAIR =
      Pattern.compile("([A-Z0-9]+?)(USDT|USDC|USDE|BTC|ETH|EUR|BRL|TRY|GBP|USD)");

  private static final Pattern CONTRACT =
      Pattern.compile("([A-Z0-9]+?)(USDT|USDC|USD|PERP)(?:([FGHJKMNQUVXZ]\\d{2})|_(\\d{6}))?");

  private static final Pattern SIMULATED = Pattern.compile("S(USDT|USDC|COIN)-FUTURES|S[UDC]MCBL");

  /** Version 1 says the product behind the symbol. */
  private static final Pattern SUFFIX = Pattern.compile("_(SPBL|UMCBL|DMCBL|CMCBL)");

  /**
   * The product that a subscription is of; null where it is not known.
   *
   * @param instType such as {@code USDT-FUTURES}; version 1 has sp and mc
   */
  static @Nullable BitgetProduct of(String instType, String symbol) {
    return switch (instType.toUpperCase(Locale.ROOT)) {
      case "SPOT", "SP", "MARGIN" -> SPOT;
      case "USDT-FUTURES", "UMCBL" -> USDT_FUTURES;
      case "USDC-FUTURES", "CMCBL" -> USDC_FUTURES;
      case "COIN-FUTURES", "DMCBL" -> COIN_FUTURES;
      case "MC" -> ofContract(symbol);
      default -> null;
    };
  }

  /** Whether a subscription is of simulated trading. */
  static boolean isSimulated(String instType) {
    return SIMULATED.matcher(instType.toUpperCase(Locale.ROOT)).matches();
  }

  private static @Nullable BitgetProduct ofContract(String symbol) {
    Matcher matcher = CONTRACT.matcher(plain(symbol));
    return matcher.matches() ? ofQuote(matcher.group(2)) : null;
  }

  private static BitgetProduct ofQuote(String quote) {
    return switch (quote) {
      case "USDT" -> USDT_FUTURES;
      case "USD" -> COIN_FUTURES;
      default -> USDC_FUTURES;
    };
  }

  /** The product of a row of the venue's instrument list. */
  static BitgetProduct of(JsonNode row) throws BadMessageException {
    boolean spot = !row.has("symbolType") && !row.has("deliveryTime") && !row.has("fundInterval");
    String category = row.path("category").asText();
    BitgetProduct product = category.isEmpty() ? null : of(category, "");
    if (product != null) {
      return product;
    }
    return spot ? SPOT : ofQuote(Json.text(row, "quoteCoin"));
  }

  /** The symbol without what version 1 puts behind it. */
  static String plain(String symbol) {
    return SUFFIX.matcher(symbol).replaceAll("");
  }

  /** What the symbol stands for by its own letters; null where they do not tell. */
  @Nullable Listing listing(String symbol) {
    if (this == SPOT) {
      Matcher pair = PAIR.matcher(symbol);
      return pair.matches() ? listing(pair.group(1), pair.group(2), "") : null;
    }
    Matcher matcher = CONTRACT.matcher(symbol);
    if (!matcher.matches()) {
      return null;
    }
    String quote = matcher.group(2).equals("PERP") ? "USDC" : matcher.group(2);
    String term = matcher.group(4);
    if (matcher.group(3) != null) {
      term = ExpiryDate.ofMonthCode(matcher.group(3));
    }
    return listing(matcher.group(1), quote, term == null ? "PERP" : term);
  }

  /**
   * What a row of the venue's instrument list stands for.
   *
   * @throws BadMessageException if it is no such row
   */
  Listing listed(JsonNode row) throws BadMessageException {
    String base = Json.text(row, "baseCoin");
    String quote = Json.text(row, "quoteCoin");
    if (this == SPOT) {
      return listing(base, quote, "");
    }
    String type = row.path("symbolType").asText(row.path("type").asText());
    return listing(
        base,
        quote,
        type.equals("delivery")
            ? ExpiryDate.ofMicros(WireTime.ofMillis(row, "deliveryTime"))
            : "PERP");
  }

  private static Listing listing(String base, String quote, String term) {
    String pair = base + "-" + quote;
    return new Listing((term.isEmpty() ? pair : pair + "-" + term) + "@bitget", Unit.BASE);
  }
}
