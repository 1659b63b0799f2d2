package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.PlayedFeed.SECOND;
import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.facts;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What no stream says is asked for now and then, when nothing else is to be asked for. */
final class AskedValuesTest {

  private static final URI BTC =
      URI.create("https://fapi.binance.com/fapi/v1/openInterest?symbol=BTCUSDT");
  private static final String LIST =
      """
      {'symbols':[{'symbol':'BTCUSDT','baseAsset':'BTC','quoteAsset':'USDT',
        'contractType':'PERPETUAL'},
       {'symbol':'ETHUSDT','baseAsset':'ETH','quoteAsset':'USDT','contractType':'PERPETUAL'}]}\
      """;

  /** Connected, the books answered, and nothing heard yet but these. */
  private static PlayedFeed connected(PlayedFeed feed, String list, String... symbols) {
    feed.answer(only(Request.class, feed.pass(0.1)).uri(), list);
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    for (String symbol : symbols) {
      feed.receive(1, change(symbol, 10, 11));
    }
    for (Request snapshot : all(Request.class, feed.pass(3))) {
      feed.answer(snapshot.uri(), "{'lastUpdateId':10,'bids':[['98','1']],'asks':[['101','1']]}");
    }
    return feed;
  }

  private static PlayedFeed binance() {
    return connected(new PlayedFeed("BTC-USDT-PERP@binance"), LIST, "BTCUSDT");
  }

  private static String change(String symbol, long before, long last) {
    return """
    {'stream':'x@depth','data':{'e':'depthUpdate','E':1699999999999,'T':1699999999998,'s':'%s',
     'U':%d,'u':%d,'pu':%d,'b':[['99','%d']],'a':[]}}\
    """
        .formatted(symbol, before + 1, last, before, last);
  }

  private static String open(String symbol, String amount, long time) {
    return "{'openInterest':'%s','symbol':'%s','time':%d}".formatted(amount, symbol, time);
  }

  /** Time passes, and the market goes on. */
  private static List<URI> asked(PlayedFeed feed, int seconds) {
    List<FeedAction> actions = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      feed.receive(1, "{'stream':'x@forceOrder','data':{}}");
      actions.addAll(feed.pass(1));
    }
    return all(Request.class, actions).stream()
        .map(Request::uri)
        .filter(uri -> uri.toString().contains("openInterest"))
        .toList();
  }

  @Test
  void itIsAskedForOnceAMinuteAndAFactWhenItChanges() {
    PlayedFeed feed = binance();
    assertThat(asked(feed, 3)).containsExactly(BTC);
    List<Fact> told = facts(feed.answer(BTC, open("BTCUSDT", "812.5", 1_699_999_999_000L)));
    assertThat(told)
        .containsExactly(
            new Metric(
                "BTC-USDT-PERP@binance",
                1_699_999_999_000_000L,
                feed.now(),
                Metric.OPEN_INTEREST,
                812.5));
    assertThat(asked(feed, 54)).isEmpty();
    assertThat(asked(feed, 6)).containsExactly(BTC);
    assertThat(facts(feed.answer(BTC, open("BTCUSDT", "812.5", 1_700_000_000_000L)))).isEmpty();
    assertThat(asked(feed, 60)).containsExactly(BTC);
    assertThat(facts(feed.answer(BTC, open("BTCUSDT", "813", 1_700_000_001_000L)))).hasSize(1);
  }

  @Test
  void contractsAreConvertedAtTheLastMarkPrice() {
    PlayedFeed feed =
        connected(
            new PlayedFeed("ADA-USD-PERP@binance_coinm"),
            "{'symbols':[{'symbol':'ADAUSD_PERP','baseAsset':'ADA','quoteAsset':'USD',"
                + "'contractType':'PERPETUAL','contractSize':10}]}",
            "ADAUSD_PERP");
    URI request = asked(feed, 3).get(0);
    assertThat(request)
        .isEqualTo(URI.create("https://dapi.binance.com/dapi/v1/openInterest?symbol=ADAUSD_PERP"));
    assertThat(facts(feed.answer(request, open("ADAUSD_PERP", "300", 1_700_000_000_000L))))
        .as("without a price")
        .isEmpty();
    feed.receive(
        1,
        "{'stream':'x@markPrice','data':{'e':'markPriceUpdate','E':1700000000000,"
            + "'s':'ADAUSD_PERP','p':'2.5','r':'','T':0}}");
    asked(feed, 60);
    assertThat(facts(feed.answer(request, open("ADAUSD_PERP", "300", 1_700_000_000_000L))))
        .extracting(fact -> ((Metric) fact).value())
        .containsExactly(1_200.0);
  }

  @Test
  void nothingIsAskedBeforeDataCameAndAnAnswerIsPassedOverWhileTheVenueIsAway() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT-PERP@binance");
    feed.answer(only(Request.class, feed.pass(0.1)).uri(), LIST);
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    assertThat(asked(feed, 20)).isEmpty();

    PlayedFeed lost = binance();
    asked(lost, 3);
    lost.hear(new FeedEvent.Ended(1, "reset"));
    assertThat(lost.answer(BTC, open("BTCUSDT", "812.5", 1_700_000_000_000L))).isEmpty();
    assertThat(asked(lost, 200)).isEmpty();
  }

  @Test
  void whatCannotWaitGoesFirst() {
    RequestLimits limits = new RequestLimits(new Random(1), SECOND / 2);
    ConnectionLimits connections = new ConnectionLimits(new Random(1), 60);
    PlayedFeed feed =
        connected(new PlayedFeed(connections, limits, "BTC-USDT-PERP@binance"), LIST, "BTCUSDT");
    assertThat(asked(feed, 3)).containsExactly(BTC);
    List<FeedAction> meanwhile = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      feed.receive(1, "{'stream':'x@forceOrder','data':{}}");
      meanwhile.addAll(feed.pass(0.1));
      long looked = feed.now() - SECOND / 10;
      if (limits.mayAsk(looked)) {
        limits.asked(looked); // another feed asks as often as it may, and looks last
      }
    }
    assertThat(all(Request.class, meanwhile)).extracting(Request::uri).doesNotContain(BTC);
    assertThat(asked(feed, 2)).containsExactly(BTC);
  }

  @Test
  void eachInstrumentHasItsTurnAlsoWhereThereIsRoomForFewOnly() {
    RequestLimits slow = new RequestLimits(new Random(1), 35 * SECOND);
    PlayedFeed feed =
        new PlayedFeed(
            new ConnectionLimits(new Random(1), 60),
            slow,
            "BTC-USDT-PERP@binance",
            "ETH-USDT-PERP@binance");
    feed.answer(only(Request.class, feed.pass(0.1)).uri(), LIST);
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    feed.receive(
        1,
        "{'stream':'x@aggTrade','data':{'e':'aggTrade','E':1700000000000,'s':'BTCUSDT','a':7,"
            + "'p':'100','q':'1','f':8,'l':8,'T':1700000000000,'m':false}}");
    List<URI> asked = asked(feed, 1_000);
    assertThat(asked).hasSizeGreaterThan(10);
    long btc = asked.stream().filter(BTC::equals).count();
    assertThat(btc * 2).isBetween(asked.size() - 1L, asked.size() + 1L);
  }

  @Test
  void aRefusalHoldsBackAllRequestsAndTheNextMinuteIsAnother() {
    PlayedFeed feed = binance();
    asked(feed, 3);
    List<FeedAction> refused = feed.hear(new FeedEvent.Answered(BTC, 429, 90, ""));
    assertThat(all(Report.class, refused))
        .extracting(Report::kind)
        .containsExactly(Report.Kind.HELD_BACK, Report.Kind.REFUSED);
    assertThat(asked(feed, 88)).isEmpty();
    assertThat(asked(feed, 4)).containsExactly(BTC);
    List<FeedAction> odd = feed.answer(BTC, "{'openInterest':'many','symbol':'BTCUSDT'}");
    assertThat(only(Report.class, odd).words()).contains("openInterest");
  }

  @Test
  void spotHasNone() {
    PlayedFeed feed = BinanceSays.begun();
    assertThat(asked(feed, 100)).isEmpty();
  }
}
