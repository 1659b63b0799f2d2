package io.tidemark.exchange.okx;

import io.tidemark.exchange.protocol.Unit;
import java.util.HashMap;
import java.util.Map;

/** What contracts of OKX are worth by their name, where the venue's list has not said it. */
final class OkxContracts {

  /** The name does not tell: prices and rates can be read, amounts cannot. */
  static final Unit UNKNOWN = new Unit.Linear(Double.NaN);

  /**
   * Base currency in a contract that is settled in USDT, as of June 2022. Coins that were
   * redenominated are left out, and those that were listed later.
   */
  private static final Map<String, Double> USDT =
      table(
          "0.0001 YFI",
          "0.001 YFII",
          "0.01 BTC ICP MKR TORN XCH",
          "0.1 AAVE APE AXS BADGER BAL BCH BZZ COMP DASH DORA EGLD ENS ETH FIL KSM LPT TRB UMA WNXM"
              + " XMR ZEC",
          "1 1INCH AGLD ALPHA ANC ANT API3 ATOM AVAX BAND BICO BSV CELO CQT CRV CSPR DOT DYDX EFI"
              + " ENJ GMT GODS IMX KNC LINK LON LOOKS LTC MASK MINA MIR NEO NYM OMG OP PERP QTUM"
              + " SNX SOL SRM SUSHI SWRV TONCOIN UNI WAVES WNCG XTZ YGG ZEN",
          "10 ALGO ASTR BAT BNT CFX CHZ CONV CRO EOS ETC FITFI FLM FTM GALA GRT IOTA LAT LRC MANA"
              + " MATIC NEAR ONT REN RSS3 RVN SAND SLP STORJ THETA UMEE XEM ZRX",
          "100 ADA BTM CVC DOME JST PEOPLE RSR SC XLM XRP ZIL",
          "1000 DOGE IOST TRX",
          "100000 STARL",
          "1000000 ELON NFT SHIB SOS",
          "1000000000 BABYDOGE KISHU");

  /** Base currency in a contract that is settled in USDC, as of October 2022. */
  private static final Map<String, Double> USDC = table("0.0001 BTC", "0.001 ETH");

  /** Base currency in a contract that is settled in several kinds of USD, as of 2026. */
  private static final Map<String, Double> SEVERAL_USD = table("0.0001 BTC");

  private OkxContracts() {}

  private static Map<String, Double> table(String... lines) {
    Map<String, Double> sizes = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        sizes.put(words[i], Double.valueOf(words[0]));
      }
    }
    return sizes;
  }

  /** A contract of 100 USD of BTC, 10 USD of anything else. */
  static Unit inverse(String base) {
    return new Unit.Inverse(base.equals("BTC") ? 100 : 10);
  }

  /** A contract of a fixed amount of the base currency. */
  static Unit linear(String base, String quote) {
    Map<String, Double> sizes =
        switch (quote) {
          case "USDT" -> USDT;
          case "USDC" -> USDC;
          default -> SEVERAL_USD;
        };
    Double size = sizes.get(base);
    return size == null ? UNKNOWN : new Unit.Linear(size);
  }
}
