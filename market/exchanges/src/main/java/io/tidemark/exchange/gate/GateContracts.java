package io.tidemark.exchange.gate;

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
 * What Gate's contracts stand for: {@code BTC_USDT} is BTC-USDT-PERP@gate, {@code
 * BTC_USDT_20250328} is BTC-USDT-250328@gate. {@code BTC_USD} is the inverse one, of 1 USD each;
 * other contracts in USD are settled in BTC, so they are quanto.
 */
final class GateContracts {

  private static final Pattern NAME =
      Pattern.compile("([A-Z0-9]+)_(USDT|USDC|USD1|USD)(?:_20(\\d{6}))?");
  private static final String INVERSE = "BTC";
  private static final String IN_BTC = "USD";

  /** Of USDT contracts, as of July 2021; the list has the size of each contract today. */
  private static final ContractSizes USUAL =
      new ContractSizes()
          .with(0.0001, "BTC YFI")
          .with(0.001, "BNB DEFI ICP MKR YFII XCH")
          .with(0.01, "AAVE BCH BSV COMP CRU DASH ETH FIL FTT XMR XVS ZEC")
          .with(0.1, "ALICE ANT AR AXS BAKE BAND CAKE CRV EGLD ETC FLOW KSM LTC MASK OKB SNX ZEN")
          .with(1, "1INCH ALPHA ATOM AVAX DOT EOS GRIN HT KAVA LINK LRC LUNA NEAR OMG ONT QTUM SOL")
          .with(1, "SRM STORJ SUSHI SXP THETA UNI WAVES WAXP XEM XTZ YGG")
          .with(10, "ADA ALGO ANKR BAT BEAM CFX CHR DOGE GRT HBAR MATIC RVN XLM XRP ZIL")
          .with(100, "BTS CHZ CKB JST ROSE TRX VET")
          .with(10_000, "SHIB");

  private GateContracts() {}

  /** Whether the name is that of a contract, so that only its size may be unknown. */
  static boolean isContract(String name) {
    return NAME.matcher(name).matches();
  }

  /** What the name stands for by itself; null where it does not tell. */
  static @Nullable Listing listing(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? listing(matcher, USUAL.linear(matcher.group(1))) : null;
  }

  /**
   * What the name stands for by the venue's list; null where it is no single contract.
   *
   * @throws BadMessageException if the row has no size
   */
  static @Nullable Listing listing(String name, JsonNode row) throws BadMessageException {
    Matcher matcher = NAME.matcher(name);
    double size = Json.number(row, "quanto_multiplier");
    if (!matcher.matches()) {
      return null;
    }
    if (!(size > 0 && size < Double.POSITIVE_INFINITY) && !matcher.group(2).equals(IN_BTC)) {
      throw new BadMessageException("quanto_multiplier of " + name + " is " + size);
    }
    return listing(matcher, new Unit.Linear(size));
  }

  private static @Nullable Listing listing(Matcher name, @Nullable Unit linear) {
    String base = name.group(1);
    String quote = name.group(2);
    String term = name.group(3) == null ? "PERP" : name.group(3);
    String instrument = base + "-" + quote + "-" + term + "@gate";
    if (!quote.equals(IN_BTC)) {
      return linear == null ? null : new Listing(instrument, linear);
    }
    return new Listing(instrument, base.equals(INVERSE) ? new Unit.Inverse(1) : new Unit.Quanto());
  }
}
