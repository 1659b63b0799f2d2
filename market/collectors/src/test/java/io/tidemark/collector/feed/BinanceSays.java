package io.tidemark.collector.feed;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of Binance's spot market; ' stands for ". */
final class BinanceSays {

  static final String LIST =
      """
      {'symbols':[{'symbol':'BTCUSDT','baseAsset':'BTC','quoteAsset':'USDT'},
       {'symbol':'ETHUSDT','baseAsset':'ETH','quoteAsset':'USDT'}]}\
      """;

  private BinanceSays() {}

  /** A feed of two instruments: connected, both books live, the first trade of one heard. */
  static PlayedFeed begun() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT@binance", "ETH-USDT@binance");
    feed.answer(PlayedFeed.only(FeedAction.Request.class, feed.pass(0.1)).uri(), LIST);
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    for (String symbol : List.of("BTCUSDT", "ETHUSDT")) {
      feed.receive(1, change(symbol, 11, 12));
      feed.answer(PlayedFeed.only(FeedAction.Request.class, feed.pass(2)).uri(), snapshot(10));
    }
    feed.receive(1, trade("BTCUSDT", 1));
    return feed;
  }

  static String trade(String symbol, long id) {
    return """
    {'stream':'x@trade','data':{'e':'trade','E':1699999999999,'s':'%s','t':%d,'p':'100.5',
     'q':'2','T':1699999999998,'m':false}}\
    """
        .formatted(symbol, id);
  }

  static String pastTrades(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            "{'id':%d,'price':'100.5','qty':'2','time':1699999999998,'isBuyerMaker':false}"
                ::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String change(String symbol, long first, long last) {
    return """
    {'stream':'x@depth','data':{'e':'depthUpdate','E':1699999999999,'s':'%s','U':%d,'u':%d,
     'b':[['99','%d']],'a':[]}}\
    """
        .formatted(symbol, first, last, last);
  }

  static String snapshot(long last) {
    return "{'lastUpdateId':%d,'bids':[['98','1']],'asks':[['101','1']]}".formatted(last);
  }

  /** A trade at another price and time, ms since the epoch. */
  static String trade(String symbol, long id, double price, long time) {
    return """
    {'stream':'x@trade','data':{'e':'trade','E':%d,'s':'%s','t':%d,'p':'%s',
     'q':'2','T':%d,'m':false}}\
    """
        .formatted(time, symbol, id, price, time);
  }
}
