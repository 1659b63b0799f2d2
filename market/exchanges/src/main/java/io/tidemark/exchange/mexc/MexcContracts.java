package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.ContractSizes;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What MEXC's contracts stand for: {@code BTC_USDT} is BTC-USDT-PERP@mexc; {@code BTC_USD} is
 * inverse, of 100 USD each, others in USD of 10.
 */
final class MexcContracts {

  private static final Pattern NAME = Pattern.compile("([A-Z0-9]+)_(USDT|USDC|USDE|USD1|USD)");

  /** Of USDT contracts, as of June 2022; the list has the size of each contract today. */
  private static final ContractSizes USUAL =
      new ContractSizes()
          .with(0.0001, "BTC YFI YFII")
          .with(0.001, "ILV")
          .with(0.01, "AAVE BCH BNB BSV COMP DASH ETH ICP KSM LTC MKR XCH XMR ZEC")
          .with(0.1, "AR ATOM AVAX BADGER CRV DOT EGLD ENS EOS ETC FLOW FTT LINK LPT NEO QTUM SNX")
          .with(0.1, "SOL SUSHI UMA UNI WAVES XTZ ZEN")
          .with(1, "1INCH ADA ALGO AXS BAT CELO CHZ DYDX ENJ FTM GRT HBAR IMX IOTA LRC LUNA MANA")
          .with(1, "MATIC NEAR OCEAN ONE ONT RSR SAND SC STORJ THETA VET XEM XRP YGG ZRX")
          .with(10, "CRO GALA JASMY RVN TRX XLM ZIL")
          .with(100, "DOGE IOST JST")
          .with(1_000, "SHIB");

  private MexcContracts() {}

  /** Whether the symbol is that of a contract, so that only its size may be unknown. */
  static boolean isContract(String symbol) {
    return NAME.matcher(symbol).matches();
  }

  /** What the symbol stands for by itself; null where it does not tell. */
  static @Nullable Listing listing(String symbol) {
    Matcher matcher = NAME.matcher(symbol);
    if (!matcher.matches()) {
      return null;
    }
    String base = matcher.group(1);
    String quote = matcher.group(2);
    Unit unit =
        quote.equals("USD") ? new Unit.Inverse(base.equals("BTC") ? 100 : 10) : USUAL.linear(base);
    return unit == null ? null : contract(base, quote, unit);
  }

  /**
   * What a row of the list of contracts stands for.
   *
   * @throws BadMessageException if it does not tell
   */
  static Listing listing(JsonNode row) throws BadMessageException {
    String base = Json.text(row, "baseCoin");
    String quote = Json.text(row, "quoteCoin");
    String settle = Json.text(row, "settleCoin");
    double size = Json.number(row, "contractSize");
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("contractSize of " + row.path("symbol") + " is " + size);
    }
    if (settle.equals(quote)) {
      return contract(base, quote, new Unit.Linear(size));
    }
    return contract(base, quote, settle.equals(base) ? new Unit.Inverse(size) : new Unit.Quanto());
  }

  private static Listing contract(String base, String quote, Unit unit) {
    return new Listing(base + "-" + quote + "-PERP@mexc", unit);
  }
}
