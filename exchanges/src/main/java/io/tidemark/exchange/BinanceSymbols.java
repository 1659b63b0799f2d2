package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which symbols there are: as exchangeInfo says or, until it has spoken, by their letters. */
final class BinanceSymbols {

  /** About three times as many as spot ever listed. */
  static final int MOST = 10_000;

  private final BinanceMarket market;
  private final Map<String, Listing> listed = new HashMap<>();

  BinanceSymbols(BinanceMarket market) {
    this.market = market;
  }

  /**
   * Reads exchangeInfo, which replaces what was known. Symbols that are no name of an instrument
   * are left out, and unknown when something is said of them.
   *
   * @throws BadMessageException if it is none; then what was known stays
   */
  void read(JsonNode info) throws BadMessageException {
    JsonNode symbols = info.path("symbols");
    if (symbols.size() > MOST) {
      throw new BadMessageException("there are " + symbols.size() + " symbols, more than " + MOST);
    }
    Map<String, Listing> read = new HashMap<>();
    for (JsonNode symbol : symbols) {
      String name = Json.text(symbol, "symbol");
      String base = Json.text(symbol, "baseAsset");
      double contract =
          symbol.has("contractSize")
              ? Json.number(symbol, "contractSize")
              : market.usualContract(base);
      if (!(contract > 0 && contract < Double.POSITIVE_INFINITY)) {
        throw new BadMessageException("contractSize of " + name + " is " + contract);
      }
      market
          .listing(name, base, Json.text(symbol, "quoteAsset"), contract)
          .ifPresent(listing -> read.put(name, listing));
    }
    listed.clear();
    listed.putAll(read);
  }

  /** What the symbol stands for; empty where that cannot be told. */
  Optional<Listing> find(String symbol) {
    return listed.isEmpty() ? market.read(symbol) : Optional.ofNullable(listed.get(symbol));
  }
}
