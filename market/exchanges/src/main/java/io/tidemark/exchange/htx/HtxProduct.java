package io.tidemark.exchange.htx;

import io.tidemark.exchange.protocol.ContractSizes;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTX's products, told apart by how they name instruments. */
enum HtxProduct {
  /** {@code btcusdt} is BTC-USDT@htx. */
  SPOT("([a-z0-9]+?)(usdt|usdc|usdd|husd|tusd|btc|eth|ht|trx|eur|euroc|brl|try|gbp|uah|rub)"),

  /** {@code BTC250328} is BTC-USD-250328@htx, inverse. */
  DELIVERY("([A-Z0-9]+?)(\\d{6})"),

  /** {@code BTC-USD} is BTC-USD-PERP@htx, inverse. */
  SWAP("([A-Z0-9]+)-(USD)"),

  /** {@code BTC-USDT} is BTC-USDT-PERP@htx, {@code BTC-USDT-250328} is BTC-USDT-250328@htx. */
  LINEAR("([A-Z0-9]+)-(USDT)(?:-(\\d{6}))?"),

  /** {@code BTC-USDT-250328-C-90000}; none of them is kept. */
  OPTION("[A-Z0-9]+-USDT?-\\d{6}-[CP]-[0-9.]+");

  /** Of USDT contracts, as of July 2021; the list has the size of each contract today. */
  private static final ContractSizes USUAL =
      new ContractSizes()
          .with(0.0001, "YFI")
          .with(0.001, "BTC MKR XCH YFII")
          .with(0.01, "BCH BSV COMP ETH ICP XMR")
          .with(0.1, "AAVE AXS BADGER BAL BNB DASH FIL FLOW KSM LINK LTC MASK NEO UMA ZEC ZEN")
          .with(1, "1INCH ATOM AVAX BAND CRV DOT ENJ EOS ETC KAVA KNC LUNA NEAR OMG QTUM SNX SOL")
          .with(1, "SRM STORJ SUSHI SXP UNI WAVES XTZ YGG")
          .with(10, "ADA ALGO ANKR BAT CHZ CRO CVC GRT HBAR IOTA LRC MANA ONT REN RVN SAND THETA")
          .with(10, "XEM XLM XRP")
          .with(100, "AKRO BTS DOGE IOST MATIC ONE REEF RSR TRX VET ZIL")
          .with(1_000, "BTT SHIB");

  private final Pattern form;

  HtxProduct(String form) {
    this.form = Pattern.compile(form);
  }

  /** The product whose form the symbol has; null if it has none. */
  static @Nullable HtxProduct of(String symbol) {
    for (HtxProduct product : values()) {
      if (product.form.matcher(symbol).matches()) {
        return product;
      }
    }
    return null;
  }

  /**
   * What the symbol stands for.
   *
   * @param size of a contract, in USD where it is inverse; NaN for the usual one
   * @return null where the size is not known
   */
  @Nullable Listing listing(String symbol, double size) {
    Matcher matcher = form.matcher(symbol);
    if (!matcher.matches() || this == OPTION) {
      return null;
    }
    String base = matcher.group(1);
    return switch (this) {
      case SPOT -> spot(base, matcher.group(2));
      case DELIVERY -> contract(base, "USD", matcher.group(2), inverse(base, size));
      case SWAP -> contract(base, "USD", null, inverse(base, size));
      default -> {
        Unit unit = Double.isNaN(size) ? USUAL.linear(base) : new Unit.Linear(size);
        yield unit == null ? null : contract(base, "USDT", matcher.group(3), unit);
      }
    };
  }

  /** A pair of spot, by its currencies in small letters. */
  static Listing spot(String base, String quote) {
    return new Listing(capitals(base) + "-" + capitals(quote) + "@htx", Unit.BASE);
  }

  private static String capitals(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static Listing contract(String base, String quote, @Nullable String expiry, Unit unit) {
    String term = expiry == null ? "PERP" : expiry;
    return new Listing(base + "-" + quote + "-" + term + "@htx", unit);
  }

  /** An inverse contract is 100 USD of BTC, 10 USD of anything else. */
  private static Unit inverse(String base, double size) {
    double usual = base.equals("BTC") ? 100 : 10;
    return new Unit.Inverse(Double.isNaN(size) ? usual : size);
  }
}
