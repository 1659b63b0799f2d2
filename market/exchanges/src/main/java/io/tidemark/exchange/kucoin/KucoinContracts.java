package io.tidemark.exchange.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.ContractSizes;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What KuCoin's symbols stand for: {@code BTC-USDT} on spot; {@code XBTUSDTM} is the perpetual
 * BTC-USDT-PERP, {@code XBTUSDM} the inverse one of 1 USD each, {@code XBTMZ24} the inverse one
 * that expires on the last Friday of December 2024.
 */
final class KucoinContracts {

  private static final Pattern SPOT = Pattern.compile("([A-Z0-9]+)-([A-Z0-9]+)");
  private static final Pattern PERPETUAL = Pattern.compile("([A-Z0-9]+?)(USDT|USDC|USD)M");
  private static final Pattern DATED = Pattern.compile("([A-Z0-9]+)M([FGHJKMNQUVXZ])(\\d{2})");
  private static final String MONTHS = "FGHJKMNQUVXZ";
  private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final Unit ONE_DOLLAR = new Unit.Inverse(1);

  /** Of USDT contracts, as of July 2021; the list has the size of each contract today. */
  private static final ContractSizes USUAL =
      new ContractSizes()
          .with(0.0001, "YFI")
          .with(0.001, "BTC MKR")
          .with(0.01, "AAVE BCH BNB BSV COMP DASH ETH ICP KSM XMR ZEC")
          .with(0.1, "ATOM AVAX BAND ETC FIL LINK LTC MIR NEO QTUM SNX SOL THETA WAVES")
          .with(1, "1INCH ALGO BAT CHZ CRV DOT ENJ EOS FTM GRT LUNA MANA OCEAN ONT SUSHI SXP UNI")
          .with(1, "XEM XTZ")
          .with(10, "ADA DGB MATIC RVN XLM XRP")
          .with(100, "DENT DOGE IOST TRX VET")
          .with(1_000, "BTT")
          .with(100_000, "SHIB");

  private KucoinContracts() {}

  /** Whether the symbol is that of a contract, so that only its size may be unknown. */
  static boolean isContract(String symbol) {
    return PERPETUAL.matcher(symbol).matches() || DATED.matcher(symbol).matches();
  }

  /** What the symbol stands for by itself; null where it does not tell. */
  static @Nullable Listing listing(String symbol) {
    Matcher spot = SPOT.matcher(symbol);
    if (spot.matches()) {
      return new Listing(spot.group(1) + "-" + spot.group(2) + "@kucoin", Unit.BASE);
    }
    Matcher perpetual = PERPETUAL.matcher(symbol);
    if (perpetual.matches()) {
      String base = base(perpetual.group(1));
      String quote = perpetual.group(2);
      Unit unit = quote.equals("USD") ? ONE_DOLLAR : USUAL.linear(base);
      return unit == null ? null : contract(base, quote, "PERP", unit);
    }
    Matcher dated = DATED.matcher(symbol);
    return dated.matches()
        ? contract(
            base(dated.group(1)),
            "USD",
            lastFriday(dated.group(2), dated.group(3)).format(EXPIRY),
            ONE_DOLLAR)
        : null;
  }

  /**
   * What a row of the list of contracts stands for.
   *
   * @throws BadMessageException if it does not tell
   */
  static Listing listing(JsonNode row) throws BadMessageException {
    String base = base(Json.text(row, "baseCurrency"));
    String quote = Json.text(row, "quoteCurrency");
    String settle = Json.text(row, "settleCurrency");
    double size = Math.abs(Json.number(row, "multiplier"));
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("the multiplier of " + row.path("symbol") + " is " + size);
    }
    Unit unit = settle.equals(quote) ? new Unit.Linear(size) : new Unit.Quanto();
    if (row.path("isInverse").asBoolean()) {
      unit = new Unit.Inverse(size);
    }
    boolean expires = row.path("expireDate").isIntegralNumber();
    return contract(
        base, quote, expires ? day(WireTime.ofMillis(row, "expireDate")) : "PERP", unit);
  }

  private static Listing contract(String base, String quote, String term, Unit unit) {
    return new Listing(base + "-" + quote + "-" + term + "@kucoin", unit);
  }

  private static String base(String name) {
    return name.equals("XBT") ? "BTC" : name;
  }

  private static String day(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000).atZone(ZoneOffset.UTC).format(EXPIRY);
  }

  private static LocalDate lastFriday(String month, String year) {
    return LocalDate.of(2000 + Integer.parseInt(year), MONTHS.indexOf(month) + 1, 1)
        .with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
  }
}
