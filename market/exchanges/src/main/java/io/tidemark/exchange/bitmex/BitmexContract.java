package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the symbols of BitMEX stand for. */
final class BitmexContract {

  private static final Set<String> PERPETUALS = Set.of("FFWCSX", "FFWCSF");
  private static final String FUTURE = "FFCCSX";
  private static final String SPOT = "IFXXXP";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BitmexContract() {}

  /** {@code XBTUSD}, {@code XBTZ21}, {@code XBTEURU21}: inverse, 1 USD or EUR. As of 2024. */
  private static final Pattern INVERSE = Pattern.compile("XBT(USD|EUR)?([FGHJKMNQUVXZ]\\d\\d)?");

  /** Dated contracts of 1 of the base, quoted and settled in bitcoin. As of 2021, the last ones. */
  private static final Pattern IN_BITCOIN =
      Pattern.compile("(ADA|BCH|EOS|ETH|LTC|TRX|XRP)([FGHJKMNQUVXZ]\\d\\d)");

  /** What else is quoted in USD is settled in bitcoin at a fixed rate. As of 2024. */
  private static final Pattern QUANTO =
      Pattern.compile("([A-Z0-9]{2,10})USD([FGHJKMNQUVXZ]\\d\\d)?");

  /** Contracts settled in USDT, and how much of the base one is. As of 2024. */
  private static final Map<String, Double> IN_TETHER = Map.of("XBTUSDT", 1e-6, "ETHUSDT", 1e-5);

  /** Indices, options, and what is up or down by an amount. */
  private static final Pattern NO_CONTRACT = Pattern.compile("\\..*|.*_[UD]\\d+|.*-[CP]");

  private static final String MONTHS = "FGHJKMNQUVXZ";

  /** Whether the symbol is not of a kind that is read, such as an index. */
  static boolean isNoContract(String symbol) {
    return NO_CONTRACT.matcher(symbol).matches();
  }

  /**
   * What the symbol stands for by its own letters; null where they do not tell, as those of most
   * contracts settled in USDT: how much one is, only the list of instruments says.
   */
  static @Nullable Listing usual(String symbol) {
    Matcher inverse = INVERSE.matcher(symbol);
    if (inverse.matches() && (inverse.group(1) != null || inverse.group(2) != null)) {
      String quote = inverse.group(1) == null ? "USD" : inverse.group(1);
      return listing("BTC-" + quote, inverse.group(2), new Unit.Inverse(1));
    }
    Double perContract = IN_TETHER.get(symbol);
    if (perContract != null) {
      String base = symbol.startsWith("XBT") ? "BTC" : "ETH";
      return listing(base + "-USDT", null, new Unit.Linear(perContract));
    }
    Matcher inBitcoin = IN_BITCOIN.matcher(symbol);
    if (inBitcoin.matches()) {
      return listing(inBitcoin.group(1) + "-BTC", inBitcoin.group(2), Unit.BASE);
    }
    Matcher quanto = QUANTO.matcher(symbol);
    return quanto.matches()
        ? listing(quanto.group(1) + "-USD", quanto.group(2), new Unit.Quanto())
        : null;
  }

  private static Listing listing(String pair, @Nullable String term, Unit unit) {
    String kind = term == null ? "PERP" : DAY.format(expiry(term).atStartOfDay(ZoneOffset.UTC));
    return new Listing(pair + "-" + kind + "@bitmex", unit);
  }

  /** {@code Z21}: the last Friday of December 2021. */
  private static LocalDate expiry(String term) {
    int year = 2_000 + Integer.parseInt(term.substring(1));
    return LocalDate.of(year, 1 + MONTHS.indexOf(term.charAt(0)), 1)
        .with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
  }

  /**
   * The contract that a row of the list of instruments describes; null if it is of no kind read.
   */
  static @Nullable Listing listing(JsonNode row) throws BadMessageException {
    String type = Json.text(row, "typ");
    boolean perpetual = PERPETUALS.contains(type);
    if (!perpetual && !type.equals(FUTURE) && !type.equals(SPOT)) {
      return null;
    }
    String pair = currency(row, "underlying") + "-" + currency(row, "quoteCurrency");
    if (type.equals(SPOT)) {
      double perUnit = positive(1 / Json.number(row, "underlyingToPositionMultiplier"));
      return new Listing(pair + "@bitmex", new Unit.Linear(perUnit));
    }
    String kind =
        perpetual
            ? "PERP"
            : DAY.format(Instant.EPOCH.plusMillis(WireTime.ofIso(row, "expiry") / 1_000));
    return new Listing(pair + "-" + kind + "@bitmex", unit(row));
  }

  private static Unit unit(JsonNode row) throws BadMessageException {
    if (row.path("isQuanto").asBoolean()) {
      return new Unit.Quanto();
    }
    double multiplier = Json.number(row, "multiplier");
    if (row.path("isInverse").asBoolean()) {
      return new Unit.Inverse(
          positive(multiplier / Json.number(row, "underlyingToSettleMultiplier")));
    }
    return new Unit.Linear(
        positive(
            row.hasNonNull("underlyingToPositionMultiplier")
                ? 1 / Json.number(row, "underlyingToPositionMultiplier")
                : multiplier / Json.number(row, "quoteToSettleMultiplier")));
  }

  private static double positive(double perContract) throws BadMessageException {
    if (!(perContract > 0 && perContract < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("a contract is worth " + perContract);
    }
    return perContract;
  }

  private static String currency(JsonNode row, String field) throws BadMessageException {
    String name = Json.text(row, field).toUpperCase(Locale.ROOT);
    return name.equals("XBT") ? "BTC" : name;
  }
}
