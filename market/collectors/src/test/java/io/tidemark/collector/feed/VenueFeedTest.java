package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.BinanceSays.LIST;
import static io.tidemark.collector.feed.BinanceSays.change;
import static io.tidemark.collector.feed.BinanceSays.pastTrades;
import static io.tidemark.collector.feed.BinanceSays.snapshot;
import static io.tidemark.collector.feed.BinanceSays.trade;
import static io.tidemark.collector.feed.PlayedFeed.SECOND;
import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.facts;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Abort;
import io.tidemark.collector.feed.FeedAction.Connect;
import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a feed does when things go right, and when they go wrong. */
final class VenueFeedTest {

  private final PlayedFeed binance = new PlayedFeed("BTC-USDT@binance", "ETH-USDT@binance");

  /** Connected, both books live, one trade heard. */
  private void begin() {
    list();
    open(1);
    live(1, "BTCUSDT");
    live(1, "ETHUSDT");
    binance.receive(1, trade("BTCUSDT", 1));
  }

  private void list() {
    Request list = only(Request.class, binance.pass(0.1));
    binance.answer(list.uri(), LIST);
  }

  private void open(int connection) {
    assertThat(only(Connect.class, binance.pass(3)).connection()).isEqualTo(connection);
    binance.hear(new FeedEvent.Opened(connection));
  }

  /** A change comes, its snapshot is asked for and answered. */
  private void live(int connection, String symbol) {
    binance.receive(connection, change(symbol, 11, 12));
    List<Request> asked = all(Request.class, binance.pass(2));
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).uri().toString()).contains("/depth?symbol=" + symbol);
    assertThat(facts(binance.answer(asked.get(0).uri(), snapshot(10))))
        .hasSize(1)
        .allMatch(Book.class::isInstance);
  }

  @Test
  void itAsksWhatThereIsBeforeItConnects() {
    Request list = only(Request.class, binance.pass(5));
    assertThat(list.uri()).isEqualTo(URI.create("https://api.binance.com/api/v3/exchangeInfo"));
    binance.answer(list.uri(), LIST);
    assertThat(only(Connect.class, binance.pass(1)).uri().toString())
        .startsWith("wss://stream.binance.com:9443/stream?streams=btcusdt@trade/btcusdt@depth");
  }

  @Test
  void aListThatIsNotAnsweredIsAskedForAgainEverLessOften() {
    int asked = 0;
    for (int second = 0; second < 600; second++) {
      for (Request list : all(Request.class, binance.pass(1))) {
        asked++;
        binance.hear(new FeedEvent.Answered(list.uri(), 503, 0, "busy"));
      }
    }
    assertThat(asked).isBetween(10, 60);
    assertThat(binance.state().connections()).isZero();
  }

  @Test
  void aBookWaitsForTheSnapshotThatItsFirstChangeAsksFor() {
    begin();
    assertThat(binance.state().receiving()).isTrue();
    assertThat(binance.state().liveBooks()).isEqualTo(2);
    assertThat(binance.state().connections()).isEqualTo(1);
    assertThat(binance.state().requestsFrom()).isZero();
    List<Fact> facts = facts(binance.receive(1, change("BTCUSDT", 13, 13)));
    assertThat(facts).hasSize(1);
    assertThat(facts.get(0).availableAt()).isEqualTo(binance.now());
  }

  @Test
  void aGapEndsThatBookOnlyAndIsSaidInTheLog() {
    begin();
    binance.receive(1, change("ETHUSDT", 13, 13));
    List<FeedAction> lost = binance.receive(1, change("BTCUSDT", 15, 16));
    assertThat(only(Report.class, lost).kind()).isEqualTo(Report.Kind.BOOK_LOST);
    assertThat(binance.state().liveBooks()).isEqualTo(1);
    Request again = only(Request.class, binance.pass(2));
    List<Fact> back = facts(binance.answer(again.uri(), snapshot(16)));
    assertThat(back).hasSize(2);
    Metric gap = (Metric) back.get(0);
    assertThat(gap.instrument()).isEqualTo("BTC-USDT@binance");
    assertThat(gap.name()).isEqualTo(FeedMetric.BOOK_GAP);
    assertThat(gap.value()).isBetween(1.9, 2.1);
    assertThat(back.get(1)).isInstanceOf(Book.class);
    assertThat(facts(binance.receive(1, change("ETHUSDT", 14, 14)))).hasSize(1);
  }

  @Test
  void aSnapshotThatDoesNotComeIsAskedForAgainButNotInAStorm() {
    begin();
    binance.receive(1, change("BTCUSDT", 15, 16));
    int asked = 0;
    for (int i = 0; i < 300; i++) {
      binance.receive(1, change("BTCUSDT", 17 + i, 17 + i));
      binance.receive(1, change("ETHUSDT", 13 + i, 13 + i));
      for (Request request : all(Request.class, binance.pass(1))) {
        asked++;
        binance.hear(new FeedEvent.Answered(request.uri(), 500, 0, "no"));
      }
    }
    assertThat(asked).isBetween(5, 10);
  }

  @Test
  void silenceEndsAConnectionOnceAndTheHoleIsSaid() {
    begin();
    List<FeedAction> silent = binance.pass(62);
    assertThat(only(Abort.class, silent).connection()).isEqualTo(1);
    assertThat(all(Report.class, silent).stream().map(Report::kind))
        .containsOnlyOnce(Report.Kind.SILENT);
    assertThat(binance.hear(new FeedEvent.Ended(1, "aborted"))).isEmpty();
    int connections = binance.state().connections() + all(Connect.class, binance.pass(2)).size();
    assertThat(connections).isEqualTo(2);
    binance.hear(new FeedEvent.Opened(2));
    List<Fact> holes = facts(binance.receive(2, trade("BTCUSDT", 5)));
    assertThat(holes).hasSize(2).allMatch(fact -> name(fact).equals(FeedMetric.GAP));
    assertThat(((Metric) holes.get(0)).value()).isBetween(60.0, 66.0);
    assertThat(facts(binance.receive(2, trade("BTCUSDT", 6)))).isEmpty();
    Request past = askedForTrades(binance.pass(1));
    assertThat(ids(binance.answer(past.uri(), pastTrades(1, 5))))
        .containsExactly("2", "3", "4", "5", "6");
    assertThat(ids(binance.receive(2, trade("BTCUSDT", 7)))).containsExactly("7");
  }

  @Test
  void tradesThatAreMissedWithoutALostConnectionAreAskedFor() {
    begin();
    List<FeedAction> jump = binance.receive(1, trade("BTCUSDT", 4));
    assertThat(ids(jump)).isEmpty();
    Request past = askedForTrades(binance.pass(1));
    assertThat(ids(binance.answer(past.uri(), pastTrades(1, 4)))).containsExactly("2", "3", "4");
  }

  @Test
  void tradesAreNotHeldBackForAnAnswerThatDoesNotCome() {
    begin();
    binance.receive(1, trade("BTCUSDT", 4));
    assertThat(ids(binance.pass(14))).isEmpty();
    assertThat(ids(binance.pass(2))).containsExactly("4");
    assertThat(ids(binance.receive(1, trade("BTCUSDT", 5)))).containsExactly("5");
  }

  @Test
  void tradesThatAreHeldBackAreHandedOnAtTheEnd() {
    begin();
    binance.receive(1, trade("BTCUSDT", 4));
    assertThat(ids(binance.end())).containsExactly("4");
    assertThat(binance.end()).isEmpty();
  }

  @Test
  void aSecondConnectionThatIsRefusedIsNotKnockedForWithoutAPause() {
    begin();
    int attempts = 0;
    for (int minute = 0; minute < 24 * 60; minute++) {
      binance.hear(new FeedEvent.Alive(1));
      for (Connect connect : all(Connect.class, binance.pass(59.9))) {
        attempts++;
        binance.hear(new FeedEvent.Ended(connect.connection(), "refused"));
      }
      binance.hear(new FeedEvent.Alive(1));
    }
    assertThat(attempts).isBetween(10, 120);
  }

  @Test
  void whatHappenedBeforeTheFirstTradeIsNotOfThisFeed() {
    begin();
    binance.receive(1, trade("BTCUSDT", 4));
    Request past = askedForTrades(binance.pass(1));
    String older =
        pastTrades(1, 4)
            .replaceFirst(
                "\\[", "[{'id':0,'price':'1','qty':'1','time':1600000000000,'isBuyerMaker':true},");
    assertThat(ids(binance.answer(past.uri(), older))).containsExactly("2", "3", "4");
  }

  private static Request askedForTrades(List<FeedAction> actions) {
    List<Request> requests =
        all(Request.class, actions).stream()
            .filter(request -> request.uri().toString().contains("/trades?symbol=BTCUSDT"))
            .toList();
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private static List<String> ids(List<FeedAction> actions) {
    return facts(actions).stream()
        .filter(Trade.class::isInstance)
        .map(fact -> ((Trade) fact).tradeId())
        .toList();
  }

  private static String name(Fact fact) {
    return fact instanceof Metric metric ? metric.name() : fact.kind().name();
  }

  @Test
  void whatAVenueDoesNotAskForIsALifeSignToo() {
    begin();
    for (int i = 0; i < 10; i++) {
      assertThat(all(Abort.class, binance.pass(30))).isEmpty();
      binance.hear(new FeedEvent.Alive(1));
    }
  }

  @Test
  void aVenueThatClosesAtOnceIsNotKnockedAtWithoutAPause() {
    list();
    int attempts = 0;
    for (int second = 0; second < 600; second++) {
      for (Connect connect : all(Connect.class, binance.pass(1))) {
        attempts++;
        binance.hear(new FeedEvent.Opened(connect.connection()));
        binance.hear(new FeedEvent.Ended(connect.connection(), "closed"));
      }
    }
    assertThat(attempts).isBetween(15, 50);
  }

  @Test
  void aConnectionThatNeverStandsIsGivenUp() {
    list();
    assertThat(all(Connect.class, binance.pass(3))).hasSize(1);
    assertThat(all(Abort.class, binance.pass(20))).hasSize(1);
  }

  @Test
  void aNewConnectionIsUpBeforeTheOldOneGoesAndNoTradeIsLostOrDoubled() {
    begin();
    List<Fact> facts = new ArrayList<>();
    int id = 2;
    List<Connect> second = List.of();
    int seconds = 0;
    while (second.isEmpty() && seconds < 24 * 3_600) {
      facts.addAll(facts(binance.receive(1, trade("BTCUSDT", id++))));
      binance.receive(1, change("BTCUSDT", id + 11, id + 11));
      binance.receive(1, change("ETHUSDT", id + 11, id + 11));
      List<FeedAction> done = binance.pass(20);
      seconds += 20;
      second = all(Connect.class, done);
      all(Request.class, done).forEach(each -> binance.answer(each.uri(), LIST));
    }
    assertThat(seconds).isBetween(22 * 3_600, 24 * 3_600);
    assertThat(second.get(0).connection()).isEqualTo(2);
    binance.hear(new FeedEvent.Opened(2));
    facts.addAll(facts(binance.receive(1, trade("BTCUSDT", id))));
    facts.addAll(facts(binance.receive(2, trade("BTCUSDT", id++))));
    live(2, "BTCUSDT", id);
    facts.addAll(facts(binance.receive(2, trade("BTCUSDT", id))));
    facts.addAll(facts(binance.receive(1, trade("BTCUSDT", id++))));
    live(2, "ETHUSDT", id);
    assertThat(only(Abort.class, binance.pass(0.2)).connection()).isEqualTo(1);
    facts.addAll(facts(binance.receive(2, trade("BTCUSDT", id))));
    assertThat(facts.stream().filter(Trade.class::isInstance).map(t -> ((Trade) t).tradeId()))
        .containsExactlyElementsOf(IntStream.rangeClosed(2, id).mapToObj(String::valueOf).toList());
    assertThat(facts.stream().filter(Metric.class::isInstance)).isEmpty();
  }

  /** On a second connection a book is not handed on until it leads. */
  private void live(int connection, String symbol, int from) {
    binance.receive(connection, change(symbol, from, from));
    Request asked = only(Request.class, binance.pass(2));
    assertThat(facts(binance.answer(asked.uri(), snapshot(from - 1)))).isEmpty();
  }

  @Test
  void aVenueThatWantsNoRequestsGetsNone() {
    begin();
    binance.receive(1, change("BTCUSDT", 15, 16));
    Request asked = only(Request.class, binance.pass(2));
    binance.hear(new FeedEvent.Answered(asked.uri(), 429, 40, "too many"));
    assertThat(binance.state().requestsFrom()).isEqualTo(binance.now() + 40 * SECOND);
    assertThat(all(Request.class, binance.pass(39))).isEmpty();
    assertThat(all(Request.class, binance.pass(5))).hasSize(1);
  }

  @Test
  void aBookOfWhichNothingIsSaidAnyMoreIsLost() {
    begin();
    for (int i = 0; i < 70; i++) {
      binance.receive(1, change("ETHUSDT", 13 + i, 13 + i));
      binance.pass(1);
    }
    assertThat(binance.state().liveBooks()).isEqualTo(1);
  }
}
