package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.PlayedFeed.SECOND;
import static io.tidemark.collector.feed.PlayedFeed.START;
import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.facts;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Connect;
import io.tidemark.collector.feed.FeedAction.PublishHistory;
import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instrument begins with its past, whatever becomes of the requests for it. */
final class FeedWarmUpTest {

  private static final long MINUTE = 60;
  private static final long NOW = START / SECOND;
  private static final long BAR = NOW / MINUTE * MINUTE;

  private static final String BTC = "BTC-USDT@binance: ";

  private static final String LIST =
      "{'symbols':[{'symbol':'BTCUSDT','baseAsset':'BTC','quoteAsset':'USDT'}]}";

  private final PlayedFeed binance =
      new PlayedFeed(new BarHistory(3, MINUTE * SECOND), "BTC-USDT@binance");

  /** Connected, and trades come live, the first of this number. */
  private Request begin(int first) {
    binance.answer(only(Request.class, binance.pass(0.1)).uri(), LIST);
    connect(1);
    assertThat(binance.receive(1, trade(first))).isEmpty();
    return asked("/trades?", binance.pass(0.3));
  }

  private void connect(int connection) {
    assertThat(only(Connect.class, binance.pass(3)).connection()).isEqualTo(connection);
    binance.hear(new FeedEvent.Opened(connection));
  }

  private static Request asked(String what, List<FeedAction> actions) {
    List<Request> asked =
        all(Request.class, actions).stream()
            .filter(request -> request.uri().toString().contains(what))
            .toList();
    assertThat(asked).as("requests for %s in %s", what, actions).hasSize(1);
    return asked.get(0);
  }

  @Test
  void thePastGoesFirstAndEndsWhereTheLiveMarketBegins() {
    Request trades = begin(7);
    binance.receive(1, trade(8));
    assertThat(binance.answer(trades.uri(), trades(3, 9))).isEmpty();
    Request candles = asked("/klines?symbol=BTCUSDT&interval=1m&limit=5", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 240, BAR - 180, BAR));
    List<List<Fact>> past = history(done);
    assertThat(past).hasSize(2);
    assertThat(past.get(0))
        .extracting(Fact::eventTime)
        .containsExactly((BAR - 180) * SECOND, (BAR - 120) * SECOND);
    assertThat(ids(past.get(1))).containsExactly("3", "4", "5", "6");
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("7", "8");
    assertThat(past.stream().flatMap(List::stream))
        .allSatisfy(fact -> assertThat(fact.availableAt()).isEqualTo(fact.eventTime()));
    assertThat(ids(facts(binance.receive(1, trade(9))))).containsExactly("9");
  }

  @Test
  void anAnswerThatDoesNotReachTheLiveMarketIsAskedForAgainAndThenLeftOut() {
    Request trades = begin(7);
    List<FeedAction> actions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      actions.addAll(binance.answer(trades.uri(), trades(1, 5)));
      if (i < 2) {
        asked("/trades?", binance.pass(2.5));
      }
    }
    assertThat(all(Report.class, actions)).hasSize(3);
    Request candles = asked("/klines?", binance.pass(1.5));
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 120, BAR));
    assertThat(history(done)).hasSize(1);
    assertThat(history(done).get(0)).allMatch(Candle.class::isInstance);
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("7");
  }

  @Test
  void theBarInWhichTradesBeginIsACandleWhenItHasEnded() {
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    binance.answer(candles.uri(), candles(BAR - 180, BAR));
    binance.pass(MINUTE / 2);
    binance.hear(new FeedEvent.Alive(1));
    List<FeedAction> later = binance.pass(MINUTE / 2 + 3);
    Request again = asked("/klines?", later);
    List<FeedAction> done = binance.answer(again.uri(), candles(BAR - 60, BAR + 60));
    Candle candle = (Candle) only(PublishHistory.class, done).facts().get(0);
    assertThat(candle.start()).isEqualTo(BAR * SECOND);
    assertThat(candle.availableAt()).isGreaterThan((BAR + 63) * SECOND);
    binance.hear(new FeedEvent.Alive(1));
    assertThat(all(Request.class, binance.pass(50)))
        .noneMatch(request -> request.uri().toString().contains("/klines"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3_600, 3_600})
  void aClockThatIsSetWhileThePastSettlesDoesNotMoveTheEndOfTheFirstBar(double seconds) {
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    binance.answer(candles.uri(), candles(BAR - 180, BAR));
    binance.pass(1);
    binance.setClock(seconds);
    assertThat(ids(facts(binance.pass(1.2)))).containsExactly("7");
    binance.pass(MINUTE / 2);
    binance.hear(new FeedEvent.Alive(1));
    Request again = asked("/klines?", binance.pass(MINUTE / 2 + 3));
    List<FeedAction> done = binance.answer(again.uri(), candles(BAR - 60, BAR + 60));
    assertThat(only(PublishHistory.class, done).facts()).hasSize(1);
  }

  /** Asked for and answered: the past settles, and 7 is held back behind it. */
  private void settling() {
    binance.answer(begin(7).uri(), trades(3, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 240, BAR));
    assertThat(ids(history(done).get(1))).containsExactly("3", "4", "5", "6");
  }

  @Test
  void aTradeThatIsSaidAgainWhileThePastSettlesIsNotHandedOnAgain() {
    settling();
    for (int id : new int[] {6, 7, 8, 8, 3}) {
      assertThat(facts(binance.receive(1, trade(id)))).isEmpty();
    }
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("7", "8");
    assertThat(ids(facts(binance.receive(1, trade(9))))).containsExactly("9");
  }

  @Test
  void aConnectionThatEndsWhileThePastSettlesLosesAndRepeatsNothing() {
    settling();
    List<FeedAction> actions = new ArrayList<>();
    binance.hear(new FeedEvent.Ended(1, "gone"));
    List<FeedAction> meanwhile = binance.pass(1.5);
    actions.addAll(meanwhile);
    assertThat(only(Connect.class, meanwhile).connection()).isEqualTo(2);
    binance.hear(new FeedEvent.Opened(2));
    actions.addAll(binance.receive(2, trade(12)));
    Request missed = asked("/trades?", binance.pass(0.3));
    actions.addAll(binance.answer(missed.uri(), trades(3, 12)));
    actions.addAll(binance.pass(2.2));
    actions.addAll(binance.receive(2, trade(13)));
    assertThat(ids(facts(actions))).containsExactly("7", "8", "9", "10", "11", "12", "13");
    assertThat(PlayedFeed.values(FeedMetric.GAP, actions)).hasSize(1);
    assertThat(history(actions)).isEmpty();
  }

  @Test
  void aRefusedRequestIsMadeAgainAndInTheEndTheLiveMarketGoesOnAlone() {
    URI trades = begin(7).uri();
    binance.hear(new FeedEvent.Answered(trades, 500, 0, "no"));
    asked("/trades?", binance.pass(2.5));
    binance.answer(trades, trades(5, 7));
    URI candles = asked("/klines?", binance.pass(0.5)).uri();
    binance.hear(new FeedEvent.Answered(candles, 0, 0, "no answer"));
    asked("/klines?", binance.pass(2.5));
    List<FeedAction> done = binance.hear(new FeedEvent.Answered(candles, 500, 0, "no"));
    assertThat(ids(history(done).get(0))).containsExactly("5", "6");
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("7");
  }

  @Test
  void aConnectionThatEndsMeanwhileBeginsThePastAnew() {
    begin(7);
    binance.hear(new FeedEvent.Ended(1, "gone"));
    connect(2);
    binance.receive(2, trade(20));
    Request trades = asked("/trades?", binance.pass(0.5));
    binance.answer(trades.uri(), trades(5, 21));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), "[]");
    assertThat(ids(history(done).get(0))).hasSize(15).startsWith("5").endsWith("19");
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("20");
  }

  @Test
  void aTradeThatIsMissingBeforeAnythingWasHandedOnBeginsThePastAnew() {
    Request trades = begin(7);
    binance.receive(1, trade(9));
    binance.answer(trades.uri(), trades(3, 8));
    Request again = asked("/trades?", binance.pass(0.5));
    binance.answer(again.uri(), trades(3, 9));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), "[]");
    assertThat(ids(history(done).get(0))).containsExactly("3", "4", "5", "6", "7", "8");
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("9");
  }

  @Test
  void aMarketWithoutTradesBeginsAfterAWhile() {
    binance.answer(only(Request.class, binance.pass(0.1)).uri(), LIST);
    connect(1);
    binance.receive(1, change());
    Request book = asked("/depth?", binance.pass(1));
    binance.answer(book.uri(), "{'lastUpdateId':10,'bids':[['98','1']],'asks':[['101','1']]}");
    assertThat(all(Request.class, binance.pass(9)))
        .noneMatch(request -> request.uri().toString().contains("/trades?"));
    Request trades = asked("/trades?", binance.pass(2));
    binance.answer(trades.uri(), trades(1, 2));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), "[]");
    assertThat(ids(history(done).get(0))).containsExactly("1", "2");
    List<Fact> books = facts(binance.pass(2.2));
    assertThat(books).hasSize(1).allMatch(fact -> fact.availableAt() > START + 14 * SECOND);
    assertThat(facts(binance.receive(1, trade(2)))).isEmpty();
    assertThat(ids(facts(binance.receive(1, trade(3))))).containsExactly("3");
  }

  @Test
  void aCandleWhoseBarHasNotEndedIsNotHandedOnThoughALaterOneIsTold() {
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 120, BAR + 60));
    assertThat(history(done).get(0))
        .extracting(Fact::eventTime)
        .containsExactly((BAR - 60) * SECOND, BAR * SECOND);
    assertThat(told(done))
        .containsExactly(BTC + "rows of candles are left out: 1 of bars that have not begun");
  }

  @Test
  void aLocalClockThatIsAheadDoesNotCloseABar() {
    binance.setClock(3_600);
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 120, BAR + 120));
    assertThat(history(done).get(0)).extracting(Fact::eventTime).last().isEqualTo(BAR * SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "{'code':-1,'msg':'no'}", "[[1,'NaN','NaN','NaN','NaN','NaN']]", "no"})
  void withoutCandlesItIsToldOnceAndThatOfTheFirstBarIsAskedForAllTheSame(String answer) {
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = binance.answer(candles.uri(), answer);
    assertThat(told(done)).hasSize(1).allMatch(each -> each.startsWith(BTC + "begins without"));
    assertThat(ids(facts(binance.pass(2.2)))).containsExactly("7");
    Request again = asked("/klines?", alive(45));
    List<FeedAction> later = binance.answer(again.uri(), candles(BAR - 240, BAR + 60));
    assertThat(history(later)).hasSize(1);
    assertThat(history(later).get(0))
        .hasSize(3)
        .last()
        .satisfies(last -> assertThat(last.eventTime()).isEqualTo((BAR + 60) * SECOND));
    assertThat(asks("/klines?", alive(120))).isEmpty();
  }

  @Test
  void aCandleOfTheFirstBarThatNeverComesIsAskedForAWhileAndThenTold() {
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    List<FeedAction> done = new ArrayList<>(binance.answer(candles.uri(), "[]"));
    int asked = 0;
    for (int i = 0; i < 300; i++) {
      for (Request request : asks("/klines?", alive(1))) {
        asked++;
        done.addAll(binance.answer(request.uri(), "[]"));
      }
    }
    assertThat(asked).isBetween(2, 25);
    assertThat(told(done))
        .containsExactly(
            BTC + "begins without candles: the answer has none",
            BTC + "the candle of the bar in which its trades begin did not come");
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 30})
  void aHoleBetweenCandlesIsToldOnce(int missing) {
    Request trades = begin(7);
    binance.answer(trades.uri(), trades(7, 7));
    Request candles = asked("/klines?", binance.pass(0.5));
    long before = BAR - MINUTE - (missing + 1) * MINUTE;
    List<FeedAction> done =
        binance.answer(candles.uri(), candles(before - MINUTE, before, BAR - MINUTE, BAR));
    assertThat(told(done))
        .containsExactly(BTC + missing + " candles are missing between those of its past");
    assertThat(told(alive(90))).isEmpty();
  }

  @Test
  void aRequestThatHangsDoesNotHoldUpTheOtherInstruments() {
    PlayedFeed two =
        new PlayedFeed(new BarHistory(3, MINUTE * SECOND), "BTC-USDT@binance", "ETH-USDT@binance");
    two.answer(only(Request.class, two.pass(0.1)).uri(), BinanceSays.LIST);
    two.pass(3);
    two.hear(new FeedEvent.Opened(1));
    two.receive(1, trade(7));
    two.receive(1, trade(7).replace("BTC", "ETH"));
    List<Request> asked = asks("/trades?", two.pass(4));
    assertThat(asked).hasSize(2);
    two.answer(asked.get(1).uri(), trades(3, 7));
    List<FeedAction> meanwhile = two.pass(1);
    Request candles = asked("/klines?symbol=ETHUSDT", meanwhile);
    assertThat(history(two.answer(candles.uri(), candles(BAR - 180, BAR)))).hasSize(2);
    assertThat(ids(facts(two.pass(2.2)))).containsExactly("7");
  }

  @Test
  void missedTradesAreAskedForBeforeThePastsOfAllFeedsThatShareTheAddress() {
    RequestLimits shared = new RequestLimits(new Random(7), SECOND / 2);
    PlayedFeed other = new PlayedFeed(BarHistory.NONE, shared, "BTC-USDT@binance");
    BarHistory past = new BarHistory(3, MINUTE * SECOND);
    List<PlayedFeed> feeds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      feeds.add(new PlayedFeed(past, shared, "BTC-USDT@binance"));
    }
    feeds.add(other);
    feeds.forEach(feed -> feed.answer(list(feed.pass(0.1)), LIST));
    feeds.forEach(feed -> feed.pass(3));
    feeds.forEach(feed -> feed.hear(new FeedEvent.Opened(1)));
    feeds.forEach(feed -> feed.receive(1, trade(7)));
    assertThat(together(feeds, 10)).isNotEmpty(); // the lists come first
    other.receive(1, trade(9));
    assertThat(together(feeds, 1.2)).contains(20);
    assertThat(together(feeds, 3)).hasSizeGreaterThan(3);
  }

  /** Time passes for all feeds; which of them asked for trades. */
  private static List<Integer> together(List<PlayedFeed> feeds, double seconds) {
    List<Integer> asked = new ArrayList<>();
    for (int tick = 0; tick < seconds * 10; tick++) {
      for (int i = 0; i < feeds.size(); i++) {
        if (!asks("/trades?", feeds.get(i).pass(0.1)).isEmpty()) {
          asked.add(i);
        }
      }
    }
    return asked;
  }

  private static URI list(List<FeedAction> actions) {
    return only(Request.class, actions).uri();
  }

  @Test
  void tradesThatTheAnswerSkipsAreToldAsMissingWhereTheyAre() {
    Request trades = begin(107);
    String answer = trades(2, 3).replace("]", ",") + trades(104, 105).substring(1);
    binance.answer(trades.uri(), answer.replace("]", ",") + trades(107, 108).substring(1));
    Request candles = asked("/klines?", binance.pass(1));
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 180, BAR));
    assertThat(all(Report.class, done))
        .extracting(Report::words)
        .contains(BTC + "101 trades are missing: the answer skips them");
    List<List<Fact>> past = history(done);
    assertThat(past).hasSize(5);
    assertThat(ids(past.get(1))).containsExactly("2", "3");
    assertThat(past.get(2)).containsExactly(missing(104, 100, millis(104) * 1_000));
    assertThat(ids(past.get(3))).containsExactly("104", "105");
    assertThat(past.get(4)).hasSize(1);
    Metric last = (Metric) past.get(4).get(0);
    assertThat(last).isEqualTo(missing(107, 1, last.availableAt()));
    List<Fact> live = facts(binance.pass(2.2));
    assertThat(ids(live)).containsExactly("107");
    assertThat(live.stream().filter(Trade.class::isInstance).toList().get(0).availableAt())
        .isEqualTo(last.availableAt());
    assertThat(PlayedFeed.values(FeedMetric.TRADES_MISSING, binance.pass(20))).isEmpty();
  }

  private static Metric missing(int id, double count, long availableAt) {
    return new Metric(
        "BTC-USDT@binance", millis(id) * 1_000, availableAt, FeedMetric.TRADES_MISSING, count);
  }

  @Test
  void whatIsMissingInABarForWhichACandleStandsIsNotTold() {
    Request trades = begin(33);
    String answer = trades(2, 3).replace("]", ",") + trades(30, 34).substring(1);
    binance.answer(trades.uri(), answer);
    Request candles = asked("/klines?", binance.pass(1));
    alive(MINUTE);
    List<FeedAction> done = binance.answer(candles.uri(), candles(BAR - 180, BAR + 60));
    assertThat(history(done)).hasSize(2);
    assertThat(ids(history(done).get(1))).containsExactly("32");
    assertThat(PlayedFeed.values(FeedMetric.TRADES_MISSING, done)).isEmpty();
  }

  @Test
  void aRequestThatIsNotAnsweredIsToldInWords() {
    URI trades = begin(7).uri();
    List<FeedAction> done = binance.hear(new FeedEvent.Answered(trades, 0, 0, "it timed out"));
    assertThat(only(Report.class, done).words())
        .isEqualTo(trades + " was not answered: it timed out");
  }

  private static List<String> told(List<FeedAction> actions) {
    return all(Report.class, actions).stream()
        .filter(report -> report.kind() == Report.Kind.HISTORY_SHORT)
        .map(Report::words)
        .toList();
  }

  private static List<Request> asks(String what, List<FeedAction> actions) {
    return all(Request.class, actions).stream()
        .filter(request -> request.uri().toString().contains(what))
        .toList();
  }

  /** Time passes on a connection that lives. */
  private List<FeedAction> alive(double seconds) {
    List<FeedAction> actions = new ArrayList<>();
    for (double passed = 0; passed < seconds; passed += 15) {
      binance.hear(new FeedEvent.Alive(1));
      actions.addAll(binance.pass(Math.min(15, seconds - passed)));
    }
    return actions;
  }

  @Test
  void whatIsHeldBackIsHandedOnAtTheEnd() {
    begin(7);
    assertThat(ids(facts(binance.end()))).containsExactly("7");
  }

  private static List<List<Fact>> history(List<FeedAction> actions) {
    return all(PublishHistory.class, actions).stream().map(PublishHistory::facts).toList();
  }

  private static List<String> ids(List<Fact> facts) {
    return facts.stream()
        .filter(Trade.class::isInstance)
        .map(fact -> ((Trade) fact).tradeId())
        .toList();
  }

  private static String trade(int id) {
    return """
    {'stream':'x@trade','data':{'e':'trade','E':%d,'s':'BTCUSDT','t':%d,'p':'100.5','q':'2',
     'T':%d,'m':false}}\
    """
        .formatted(millis(id), id, millis(id));
  }

  /** Trades are half a second apart; that of number 7 is made a second before all begins. */
  private static long millis(int id) {
    return NOW * 1_000 + (id - 9) * 500L;
  }

  private static String trades(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            id ->
                "{'id':%d,'price':'100.5','qty':'2','time':%d,'isBuyerMaker':false}"
                    .formatted(id, millis(id)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Candles of each minute up to a last one, s since the epoch. */
  private static String candles(long from, long to, long... more) {
    List<Long> starts = new ArrayList<>();
    for (long start = from; start <= to; start += MINUTE) {
      starts.add(start);
    }
    for (long start : more) {
      starts.add(start);
    }
    return starts.stream()
        .map(start -> "[%d,'1','3','1','2','8']".formatted(start * 1_000))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String change() {
    return """
    {'stream':'x@depth','data':{'e':'depthUpdate','E':1699999999999,'s':'BTCUSDT','U':11,
     'u':12,'b':[['99','12']],'a':[]}}\
    """;
  }
}
