package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.ExpiryDate;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bybit's two markets, in which {@code BTCUSDT} stands for different instruments. */
public enum BybitMarket {
  /** Spot: {@code BTCUSDT} is BTC-USDT@bybit. */
  SPOT {
    @Override
    @Nullable Listing listing(String symbol) {
      Matcher matcher = PAIR.matcher(symbol);
      return matcher.matches() ? spot(matcher.group(1), matcher.group(2)) : null;
    }

    @Override
    @Nullable Listing listed(JsonNode row) throws BadMessageException {
      return row.has("contractType") ? null : spot(text(row, BASE_FIELDS), text(row, QUOTE_FIELDS));
    }

    private Listing spot(String base, String quote) {
      return new Listing(base + "-" + quote + "@bybit", Unit.BASE);
    }
  },

  /**
   * Futures and perpetuals: {@code BTCUSD} is BTC-USD-PERP@bybit in contracts of 1 USD; {@code
   * BTCUSDT} is BTC-USDT-PERP@bybit and {@code BTCPERP} BTC-USDC-PERP@bybit, in the base currency.
   */
  DERIVATIVES {
    @Override
    @Nullable Listing listing(String symbol) {
      Matcher perpetual = PERPETUAL.matcher(symbol);
      if (perpetual.matches()) {
        String quote = perpetual.group(2);
        return derivative(
            perpetual.group(1), quote.equals("PERP") ? "USDC" : quote, "PERP", quote.equals("USD"));
      }
      Matcher month = MONTH.matcher(symbol);
      String last = month.matches() ? ExpiryDate.ofMonthCode(month.group(3)) : null;
      if (last != null) {
        return derivative(month.group(1), month.group(2), last, true);
      }
      Matcher day = DAY.matcher(symbol);
      String expiry = day.matches() ? ExpiryDate.ofDay(day.group(3)) : null;
      if (expiry == null) {
        return null;
      }
      String quote = day.group(2) == null ? "USDC" : day.group(2);
      return derivative(day.group(1), quote, expiry, false);
    }

    @Override
    @Nullable Listing listed(JsonNode row) throws BadMessageException {
      String base = text(row, BASE_FIELDS);
      String quote = text(row, QUOTE_FIELDS);
      if (!row.has("contractType")) {
        return old(base, quote, text(row, SYMBOL_FIELDS), row.path("alias").asText());
      }
      String kind = row.path("contractType").asText();
      String term =
          kind.endsWith("Futures")
              ? ExpiryDate.ofMicros(WireTime.ofMillis(row, "deliveryTime"))
              : "PERP";
      return derivative(base, quote, term, kind.startsWith("Inverse"));
    }

    /** Version 2: {@code BTCUSDU21}, also called {@code BTCUSD0924}, expires on 2021-09-24. */
    private @Nullable Listing old(String base, String quote, String name, String alias) {
      String root = base + quote;
      boolean inverse = quote.equals("USD");
      if (!inverse && !quote.equals("USDT")) {
        return null;
      }
      if (name.equals(root)) {
        return derivative(base, quote, "PERP", inverse);
      }
      Matcher matcher = MONTH.matcher(name);
      boolean fits = inverse && matcher.matches() && name.startsWith(root);
      String day = alias.startsWith(root) ? alias.substring(root.length()) : "";
      return fits && day.matches("\\d{4}")
          ? derivative(base, quote, matcher.group(3).substring(1) + day, true)
          : null;
    }

    private Listing derivative(String base, String quote, String term, boolean inverse) {
      return new Listing(
          base + "-" + quote + "-" + term + "@bybit", inverse ? new Unit.Inverse(1) : Unit.BASE);
    }
  };

  /** A base is as short as it can be. */
  private static final Pattern PAIR =
      Pattern.compile(
          "([A-Z0-9]+?)(USDT|USDC|USDE|USDQ|USDR|USD1|RLUSD|DAI|BTC|ETH|SOL|MNT|EUR|GBP|TRY|PLN"
              + "|BRL|BRZ)");

  private static final Pattern PERPETUAL = Pattern.compile("([A-Z0-9]+?)(USDT|PERP|USD)");
  private static final Pattern MONTH = Pattern.compile("([A-Z0-9]+?)(USD)([FGHJKMNQUVXZ]\\d{2})");
  private static final Pattern DAY =
      Pattern.compile("([A-Z0-9]+?)(USDT|USD)?-(\\d{1,2}[A-Z]{3}\\d{2})");
  private static final Pattern OPTION =
      Pattern.compile("[A-Z0-9]+-\\d{1,2}[A-Z]{3}\\d{2}-[\\d.]+-[CP](-[A-Z0-9]+)?");

  private static final String[] SYMBOL_FIELDS = {"symbol", "name"};
  private static final String[] BASE_FIELDS = {"baseCoin", "base_currency", "baseCurrency"};
  private static final String[] QUOTE_FIELDS = {"quoteCoin", "quote_currency", "quoteCurrency"};

  /** What the symbol stands for by its own letters; null where they do not tell. */
  abstract @Nullable Listing listing(String symbol);

  /**
   * What a row of the venue's instrument list stands for; null if it is of no instrument of this
   * market.
   *
   * @throws BadMessageException if it is no such row
   */
  abstract @Nullable Listing listed(JsonNode row) throws BadMessageException;

  /** The symbol that a row of the venue's instrument list is of. */
  static String symbol(JsonNode row) throws BadMessageException {
    return text(row, SYMBOL_FIELDS);
  }

  /** Whether a row is one of the venue's instrument list. */
  static boolean isInstrument(JsonNode row) {
    for (String field : BASE_FIELDS) {
      if (row.has(field)) {
        return !row.has("optionsType");
      }
    }
    return false;
  }

  /** Whether the symbol is an option's. */
  static boolean isOption(String symbol) {
    return OPTION.matcher(symbol).matches();
  }

  private static String text(JsonNode row, String[] fields) throws BadMessageException {
    for (String field : fields) {
      if (row.has(field)) {
        return Json.text(row, field);
      }
    }
    return Json.text(row, fields[0]);
  }
}
