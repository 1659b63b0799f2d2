package io.tidemark.exchange.bitmex;

import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;

/** What the venue sends, for tests. */
final class BitmexMessages {

  static final String INSTRUMENTS =
      """
      [{"symbol":"XBTUSD","typ":"FFWCSX","underlying":"XBT","quoteCurrency":"USD",
        "isInverse":true,"isQuanto":false,"multiplier":-100000000,
        "underlyingToSettleMultiplier":-100000000},
       {"symbol":"XBTZ20","typ":"FFCCSX","underlying":"XBT","quoteCurrency":"USD",
        "isInverse":true,"isQuanto":false,"multiplier":-100000000,
        "underlyingToSettleMultiplier":-100000000,"expiry":"2020-12-25T12:00:00.000Z"},
       {"symbol":"ADAZ20","typ":"FFCCSX","underlying":"ADA","quoteCurrency":"XBT",
        "isInverse":false,"isQuanto":false,"multiplier":100000000,
        "quoteToSettleMultiplier":100000000,"expiry":"2020-12-25T12:00:00.000Z"},
       {"symbol":"XBTUSDT","typ":"FFWCSX","underlying":"XBT","quoteCurrency":"USDT",
        "isInverse":false,"isQuanto":false,"multiplier":1,"quoteToSettleMultiplier":1000000,
        "underlyingToPositionMultiplier":1000000},
       {"symbol":"ETHUSD","typ":"FFWCSX","underlying":"ETH","quoteCurrency":"USD",
        "isInverse":false,"isQuanto":true,"multiplier":100,"quoteToSettleMultiplier":3108},
       {"symbol":".BXBT","typ":"MRCXXX"},
       {"symbol":"BAD","typ":"FFWCSX","underlying":"BAD","quoteCurrency":"USD","multiplier":0,
        "quoteToSettleMultiplier":1}]\
      """;

  private BitmexMessages() {}

  /** A conversation that has begun with the list of instruments. */
  static Conversation listed() {
    Conversation bitmex = new Conversation(Venue.BITMEX);
    bitmex.answer("https://www.bitmex.com/api/v1", INSTRUMENTS);
    return bitmex;
  }

  static String partial() {
    return """
    {"table":"orderBookL2","action":"partial","filter":{"symbol":"XBTUSD"},"data":[
     {"symbol":"XBTUSD","id":3,"side":"Sell","size":100,"price":10001},
     {"symbol":"XBTUSD","id":1,"side":"Buy","size":5000,"price":10000},
     {"symbol":"XBTUSD","id":2,"side":"Buy","size":8000,"price":8000}]}\
    """;
  }

  static String change(String action, String row) {
    return "{\"table\":\"orderBookL2\",\"action\":\"%s\",\"data\":[%s]}".formatted(action, row);
  }

  static String trade(String symbol, long size, double price, double home, String id, String more) {
    return """
    {"table":"trade","action":"insert","data":[{"timestamp":"2020-09-13T12:26:49.500Z",
     "symbol":"%s","side":"Sell","size":%d,"price":%s,"trdMatchID":"%s","homeNotional":%s%s}]}\
    """
        .formatted(symbol, size, price, id, home, more);
  }
}
