package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static io.tidemark.collector.feed.PlayedFeed.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Abort;
import io.tidemark.collector.feed.FeedAction.Connect;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.collector.feed.FeedAction.Send;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A subscription takes time: until all of its texts were sent, not all comes that is wanted. */
final class SubscriptionTest {

  private static final double A_DAY = 23 * 3_600;

  private static final String MEXC_LIST =
      """
      {'success':true,'data':[{'symbol':'X_USDT','baseCoin':'X','quoteCoin':'USDT',
       'settleCoin':'USDT','contractSize':1}]}\
      """;

  private static final String BYBIT_LIST =
      """
      {'retCode':0,'result':{'list':[{'symbol':'C0USDT','baseCoin':'C0','quoteCoin':'USDT',
       'settleCoin':'USDT','contractType':'LinearPerpetual'}]}}\
      """;

  private static List<Request> requests(String what, List<FeedAction> actions) {
    return all(Request.class, actions).stream()
        .filter(request -> request.uri().toString().contains(what))
        .toList();
  }

  private static String[] coins(int count, String instrument) {
    return IntStream.range(0, count).mapToObj(instrument::formatted).toArray(String[]::new);
  }

  @Test
  void aBookIsNotAskedForBeforeItIsSubscribedTo() {
    PlayedFeed mexc = new PlayedFeed(coins(30, "C%d-USDT-PERP@mexc"));
    mexc.answer(only(Request.class, mexc.pass(0.1)).uri(), MEXC_LIST);
    mexc.pass(3);
    mexc.hear(new FeedEvent.Opened(1));
    List<FeedAction> subscribing = mexc.pass(12.1);
    assertThat(all(Send.class, subscribing)).hasSizeGreaterThanOrEqualTo(30 * 4);
    assertThat(requests("/depth/", subscribing)).isEmpty();
    assertThat(requests("/depth/", mexc.pass(7))).isNotEmpty();
  }

  @Test
  void pastTradesAreAskedForWhenNoFurtherOnesAreMissed() {
    PlayedFeed bybit = new PlayedFeed(coins(20, "C%d-USDT-PERP@bybit"));
    bybit.answer(only(Request.class, bybit.pass(0.1)).uri(), BYBIT_LIST);
    for (int connection = 1; connection <= 2; connection++) {
      assertThat(only(Connect.class, bybit.pass(3)).connection()).isEqualTo(connection);
      bybit.hear(new FeedEvent.Opened(connection));
      bybit.receive(connection, bybitTrade(connection));
      List<FeedAction> subscribing = bybit.pass(6.5);
      assertThat(all(Send.class, subscribing)).hasSizeGreaterThanOrEqualTo(8);
      assertThat(requests("/recent-trade", subscribing))
          .as("only the one whose trades come is asked for")
          .hasSize(connection - 1)
          .allMatch(asked -> asked.uri().toString().contains("C0USDT"));
      List<Request> others = requests("/recent-trade", bybit.pass(3));
      assertThat(others.isEmpty()).isEqualTo(connection == 1);
      if (connection == 1) {
        bybit.hear(new FeedEvent.Ended(1, "gone"));
      }
    }
  }

  private static String bybitTrade(int id) {
    return """
    {'topic':'publicTrade.C0USDT','type':'snapshot','ts':1700000000000,'data':[{'T':1700000000000,
     's':'C0USDT','S':'Buy','v':'1','p':'2','i':'%d','BT':false}]}\
    """
        .formatted(id);
  }

  /** One connection stands for a day, and a second one was opened beside it. */
  private static PlayedFeed rising() {
    PlayedFeed feed = new PlayedFeed("SOL-USD-PERP@hyperliquid", "ADA-USD-PERP@hyperliquid");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    List<Connect> second = List.of();
    for (double passed = 0; second.isEmpty() && passed < A_DAY + 60; passed += 20) {
      books(feed, 1);
      second = all(Connect.class, feed.pass(20));
    }
    assertThat(second).singleElement().extracting(Connect::connection).isEqualTo(2);
    feed.hear(new FeedEvent.Opened(2));
    books(feed, 1);
    books(feed, 2);
    return feed;
  }

  private static void books(PlayedFeed feed, int connection) {
    Stream.of("SOL", "ADA")
        .map(
            coin ->
                """
                {'channel':'l2Book','data':{'coin':'%s','time':1700000000000,'levels':[
                 [{'px':'1','sz':'2','n':1}],[{'px':'3','sz':'4','n':1}]]}}\
                """
                    .formatted(coin))
        .forEach(text -> feed.receive(connection, text));
  }

  @Test
  void aConnectionThatIsStillSubscribingDoesNotTakeOverThoughItsBooksAreKnown() {
    PlayedFeed feed = rising();
    List<FeedAction> subscribing = feed.pass(5);
    assertThat(all(Send.class, subscribing)).hasSizeGreaterThanOrEqualTo(6);
    assertThat(all(Abort.class, subscribing)).isEmpty();
    List<FeedAction> later = feed.pass(1);
    assertThat(only(Abort.class, later).connection()).isEqualTo(1);
    assertThat(values(FeedMetric.TRADES_MISSING, later)).isEmpty();
  }

  @Test
  void whereItMustTakeOverBeforeThatTheLogIsToldThatTradesMayBeMissing() {
    PlayedFeed feed = rising();
    List<FeedAction> over = feed.hear(new FeedEvent.Ended(1, "its day is over"));
    assertThat(values(FeedMetric.TRADES_MISSING, over)).containsExactly(-1.0, -1.0);
    PlayedFeed other = rising();
    other.pass(5.5);
    assertThat(other.hear(new FeedEvent.Ended(1, "its day is over")))
        .noneMatch(FeedAction.Publish.class::isInstance);
  }

  @Test
  void tradesKeepTheirOrderThoughTheSecondConnectionIsAheadOfTheFirst() {
    PlayedFeed feed = rising();
    List<FeedAction> actions = new ArrayList<>(feed.receive(2, trade(8)));
    actions.addAll(feed.receive(1, trade(7)));
    actions.addAll(feed.receive(1, trade(8)));
    actions.addAll(feed.receive(2, trade(9)));
    actions.addAll(feed.pass(6));
    actions.addAll(feed.receive(2, trade(10)));
    assertThat(PlayedFeed.facts(actions))
        .filteredOn(Trade.class::isInstance)
        .extracting(fact -> ((Trade) fact).tradeId())
        .containsExactly("7", "8", "9", "10");
  }

  @Test
  void theFirstConnectionStaysUntilItHasSaidWhatTheSecondBeginsWith() {
    PlayedFeed feed = rising();
    feed.receive(1, trade(6));
    feed.receive(2, trade(9));
    List<FeedAction> actions = new ArrayList<>(feed.pass(10));
    assertThat(all(Abort.class, actions)).isEmpty();
    for (int id = 7; id <= 9; id++) {
      actions.addAll(feed.receive(1, trade(id)));
    }
    actions.addAll(feed.pass(0.3));
    assertThat(only(Abort.class, actions).connection()).isEqualTo(1);
    assertThat(values(FeedMetric.TRADES_MISSING, actions)).isEmpty();
    PlayedFeed other = rising();
    other.receive(1, trade(6));
    other.receive(2, trade(9));
    other.pass(10);
    List<FeedAction> over = other.hear(new FeedEvent.Ended(1, "its day is over"));
    assertThat(values(FeedMetric.TRADES_MISSING, over)).containsExactly(-1.0, -1.0);
  }

  /** A millisecond after the one with the number before. */
  private static String trade(int id) {
    return """
    {'channel':'trades','data':[{'coin':'SOL','side':'B','px':'2','sz':'1','time':%d,
     'tid':%d,'hash':'0x0'}]}\
    """
        .formatted(1_700_000_000_000L + id, id);
  }
}
