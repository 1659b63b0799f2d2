package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.BinanceSays.pastTrades;
import static io.tidemark.collector.feed.BinanceSays.trade;
import static io.tidemark.collector.feed.PlayedFeed.SECOND;
import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.facts;
import static io.tidemark.collector.feed.PlayedFeed.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which trades come though they were missed, and what the log is told of those that do not. */
final class MissedTradesTest {

  private static final String BTC = "BTCUSDT";
  private static final String INSTRUMENT = "BTC-USDT@binance";

  private final PlayedFeed binance = BinanceSays.begun();
  private final List<FeedAction> done = new ArrayList<>();

  /** Trades up to the one before this number are missing, and are asked for. */
  private URI missBefore(int id) {
    done.addAll(binance.receive(1, trade(BTC, id)));
    return asked();
  }

  private URI asked() {
    List<FeedAction> passed = List.copyOf(binance.pass(1));
    done.addAll(passed);
    List<Request> requests = all(Request.class, passed);
    assertThat(requests).hasSize(1);
    return requests.get(0).uri();
  }

  private void answer(URI request, String body) {
    done.addAll(binance.answer(request, body));
  }

  private List<String> ids() {
    return trades().stream().map(Trade::tradeId).toList();
  }

  private List<Trade> trades() {
    return facts(done).stream().filter(Trade.class::isInstance).map(Trade.class::cast).toList();
  }

  private List<Double> missing() {
    return values(FeedMetric.TRADES_MISSING, done);
  }

  @Test
  void whatIsBroughtIsNotMissing() {
    answer(missBefore(9), pastTrades(1, 9));
    assertThat(ids()).containsExactly("2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(missing()).isEmpty();
  }

  @Test
  void whatAnAnswerIsTooShortForIsCountedInTheLog() {
    answer(missBefore(9), pastTrades(6, 9));
    assertThat(ids()).containsExactly("6", "7", "8", "9");
    assertThat(missing()).containsExactly(4.0);
    assertThat(all(Report.class, done).stream().map(Report::kind))
        .contains(Report.Kind.TRADES_LOST);
  }

  @Test
  void whatAnAnswerSkipsIsCountedInTheLogThoughItReachesOverTheHole() {
    String answer = pastTrades(1, 3).replace("]", ",") + pastTrades(104, 109).substring(1);
    answer(missBefore(109), answer);
    assertThat(ids()).containsExactly("2", "3", "104", "105", "106", "107", "108", "109");
    assertThat(missing()).containsExactly(100.0);
    List<Fact> facts = facts(done);
    assertThat(facts.get(facts.size() - 7)).as("at its place").isInstanceOf(Metric.class);
  }

  @Test
  void anAnswerThatSkipsWhatWasHandedOnBeforeOrCameMeanwhileMissesNothing() {
    for (int id = 2; id <= 5; id++) {
      done.addAll(binance.receive(1, trade(BTC, id)));
    }
    URI request = missBefore(8);
    done.addAll(binance.receive(1, trade(BTC, 9)));
    done.addAll(binance.receive(1, trade(BTC, 10)));
    String seen = pastTrades(1, 1).replace("]", ",") + pastTrades(5, 7).substring(1);
    answer(request, seen.replace("]", ",") + pastTrades(10, 10).substring(1));
    assertThat(ids()).containsExactly("2", "3", "4", "5", "6", "7", "10", "8", "9");
    assertThat(missing()).isEmpty();
  }

  @Test
  void whatARequestThatFailsDoesNotBringIsCountedInTheLog() {
    done.addAll(binance.hear(new FeedEvent.Answered(missBefore(9), 500, 0, "no")));
    assertThat(ids()).containsExactly("9");
    assertThat(missing()).containsExactly(7.0);
  }

  @Test
  void afterALostConnectionNumbersTellHowManyAreMissingIfTheAnswerIsTooShort() {
    binance.hear(new FeedEvent.Ended(1, "closed"));
    binance.pass(3);
    binance.hear(new FeedEvent.Opened(2));
    done.addAll(binance.receive(2, trade(BTC, 9)));
    for (Request request : all(Request.class, List.copyOf(binance.pass(2)))) {
      if (request.uri().toString().contains("/trades?symbol=" + BTC)) {
        answer(request.uri(), pastTrades(6, 9));
      }
    }
    assertThat(ids()).containsExactly("6", "7", "8", "9");
    assertThat(missing()).containsExactly(4.0);
  }

  @Test
  void anAnswerThatComesLateIsStillUsed() {
    URI request = missBefore(4);
    done.addAll(binance.pass(16));
    assertThat(ids()).containsExactly("4");
    answer(request, pastTrades(1, 4));
    assertThat(ids()).containsExactly("4", "2", "3");
    assertThat(missing()).isEmpty();
  }

  @Test
  void anAnswerThatNeverComesIsToldInTheEnd() {
    missBefore(4);
    done.addAll(alive(320));
    assertThat(ids()).containsExactly("4");
    assertThat(missing()).containsExactly(2.0);
  }

  private List<FeedAction> alive(int seconds) {
    List<FeedAction> actions = new ArrayList<>();
    for (int i = 0; i < seconds; i += 20) {
      binance.hear(new FeedEvent.Alive(1));
      actions.addAll(binance.pass(20));
    }
    return actions;
  }

  @Test
  void aSecondGapIsAskedForAfterTheFirst() {
    URI first = missBefore(4);
    done.addAll(binance.receive(1, trade(BTC, 8)));
    answer(first, pastTrades(1, 4));
    assertThat(ids()).containsExactly("2", "3", "4");
    answer(asked(), pastTrades(1, 8));
    assertThat(ids()).containsExactly("2", "3", "4", "5", "6", "7", "8");
    assertThat(missing()).isEmpty();
  }

  @Test
  void aGapBehindOneThatIsNotYetAskedForIsAskedForWithIt() {
    done.addAll(binance.receive(1, trade(BTC, 4)));
    answer(missBefore(8), pastTrades(7, 8));
    assertThat(ids()).containsExactly("7", "8", "4");
    assertThat(missing()).containsExactly(4.0);
  }

  @Test
  void theTimeAtWhichTradesCouldBeKnownDoesNotRunBack() {
    URI request = missBefore(4);
    done.addAll(binance.pass(5));
    done.addAll(binance.receive(1, trade(BTC, 5)));
    done.addAll(binance.pass(5));
    answer(request, pastTrades(1, 4));
    assertThat(ids()).containsExactly("2", "3", "4", "5");
    assertThat(trades()).extracting(Trade::availableAt).isSorted();
    assertThat(trades().get(3).availableAt()).isEqualTo(binance.now());
  }

  @Test
  void aTradeThatCameLiveIsHandedOnAsItCameThoughAnAnswerHasItToo() {
    PlayedFeed feed = BinanceSays.begun();
    long live = feed.now() / 1_000;
    feed.receive(1, trade(BTC, 4, 100.5, live));
    Request request = PlayedFeed.only(Request.class, feed.pass(1));
    String past = pastTrades(1, 4).replaceFirst("(?s)(.*)1699999999998", "$1" + (live - 1));
    List<FeedAction> answered = feed.answer(request.uri(), past);
    assertThat(facts(answered)).hasSize(3);
    assertThat(facts(answered).get(2).eventTime()).isEqualTo(live * 1_000);
  }

  @Test
  void whatIsStillAskedForAtTheEndIsTold() {
    missBefore(4);
    List<FeedAction> end = binance.end();
    assertThat(values(FeedMetric.TRADES_MISSING, end)).containsExactly(2.0);
    assertThat(binance.end()).isEmpty();
  }

  @Test
  void aFirstTradeWithATimeAheadOfTheClockDoesNotEndTheAsking() {
    PlayedFeed feed = BinanceSays.begun();
    long ahead = feed.now() / 1_000 + 3_600_000;
    feed.receive(1, trade("ETHUSDT", 1, 100.5, ahead));
    long later = feed.now() / 1_000 + 2;
    feed.receive(1, trade("ETHUSDT", 4, 100.5, later));
    Request request = PlayedFeed.only(Request.class, feed.pass(1));
    String past = pastTrades(2, 4).replace("1699999999998", Long.toString(later));
    List<FeedAction> answered = feed.answer(request.uri(), past);
    assertThat(facts(answered).stream().map(fact -> ((Trade) fact).tradeId()))
        .containsExactly("2", "3", "4");
  }

  @Test
  void whatIsMissedSoonAfterTheBeginningIsBroughtThoughTheClockIsAhead() {
    assertThat(broughtByAClockAhead(0)).containsExactly("2");
    assertThat(broughtByAClockAhead(40)).containsExactly("2");
    assertThat(broughtByAClockAhead(90)).as("an old value is no clock that far ahead").isEmpty();
  }

  /** Of a trade before the beginning, and one soon after it; seconds. */
  private static List<String> broughtByAClockAhead(int seconds) {
    long begin = 1_000 * SECOND;
    Step step = new Step(new FeedMoment(begin + seconds * SECOND, SECOND), new ArrayList<>());
    VenueDialect dialect = VenueDialects.of(INSTRUMENT).orElseThrow();
    FeedPlan plan = plan(dialect);
    Outlet outlet = new Outlet(plan, new FeedWarmUp(plan, dialect, BarHistory.NONE));
    MissedTrades missed = new MissedTrades(plan, dialect, outlet);
    missed.told(begin, step);
    missed.begin(step);
    missed.miss(INSTRUMENT, FeedMetric.UNKNOWN, step);
    assertThat(missed.request(true)).isPresent();
    missed.answered(
        INSTRUMENT, List.of(pastTrade("1", begin - SECOND), pastTrade("2", begin + SECOND)), step);
    return facts(step.actions()).stream()
        .filter(Trade.class::isInstance)
        .map(fact -> ((Trade) fact).tradeId())
        .toList();
  }

  private static FeedPlan plan(VenueDialect dialect) {
    return new FeedPlan(
        Map.of(INSTRUMENT, BTC),
        EnumSet.allOf(FeedChannel.class),
        dialect.socket(),
        dialect.rest());
  }

  private static Trade pastTrade(String id, long time) {
    return new Trade(INSTRUMENT, time, time, id, 100.5, 2, Side.BUY);
  }

  @Test
  void noTradeFromBeforeAnInstrumentsFirstOneComesBehindIt() {
    PlayedFeed feed = BinanceSays.begun();
    String time = Long.toString(feed.now() / 1_000 + 2);
    feed.receive(1, trade("ETHUSDT", 5, 100.5, Long.parseLong(time)));
    feed.receive(1, trade("ETHUSDT", 8, 100.5, Long.parseLong(time)));
    Request request = PlayedFeed.only(Request.class, feed.pass(1));
    String past = pastTrades(2, 8).replace("1699999999998", time);
    done.addAll(feed.answer(request.uri(), past));
    assertThat(ids()).containsExactly("6", "7", "8");
    assertThat(missing()).isEmpty();
  }

  @Test
  void whatWasBeforeAFirstTradeThatWaitsForItIsHandedOnBeforeIt() {
    PlayedFeed feed = BinanceSays.begun();
    String time = Long.toString(feed.now() / 1_000 + 2);
    feed.hear(new FeedEvent.Ended(1, "closed"));
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(2));
    feed.receive(2, trade("ETHUSDT", 5, 100.5, Long.parseLong(time)));
    for (Request request : all(Request.class, List.copyOf(feed.pass(2)))) {
      if (request.uri().toString().contains("/trades?symbol=ETHUSDT")) {
        done.addAll(feed.answer(request.uri(), pastTrades(2, 5).replace("1699999999998", time)));
      }
    }
    assertThat(ids()).containsExactly("2", "3", "4", "5");
  }

  @Test
  void aVenueWithoutARequestForPastTradesLosesThemAndTheLogIsTold() {
    VenueDialect hyperliquid = VenueDialects.of("BTC-USD-PERP@hyperliquid").orElseThrow();
    FeedPlan plan =
        new FeedPlan(
            Map.of("BTC-USD-PERP@hyperliquid", "BTC"),
            EnumSet.allOf(FeedChannel.class),
            hyperliquid.socket(),
            hyperliquid.rest());
    Step step = new Step(new FeedMoment(5 * SECOND, 5 * SECOND), new ArrayList<>());
    Outlet outlet = new Outlet(plan, new FeedWarmUp(plan, hyperliquid, BarHistory.NONE));
    MissedTrades missed = new MissedTrades(plan, hyperliquid, outlet);
    missed.begin(step);
    missed.miss("BTC-USD-PERP@hyperliquid", FeedMetric.UNKNOWN, step);
    assertThat(missed.request(true)).isEmpty();
    assertThat(values(FeedMetric.TRADES_MISSING, step.actions())).containsExactly(-1.0);
  }

  @Test
  void noTradeIsLostWhenTheVenueNumbersItsTradesAnew() {
    long now = binance.now() / 1_000;
    for (int id = 1; id <= 3; id++) {
      done.addAll(binance.receive(1, trade(BTC, 900_000 + id, 100, now + id)));
    }
    answer(asked(), pastTrades(1, 1));
    for (int id = 1; id <= 3; id++) {
      done.addAll(binance.receive(1, trade(BTC, id, 200, now + 10 + id)));
      done.addAll(binance.receive(1, trade(BTC, id, 200, now + 10 + id)));
    }
    assertThat(ids()).containsExactly("900001", "900002", "900003", "1", "2", "3");
    assertThat(all(Report.class, done).stream().map(Report::kind))
        .containsOnlyOnce(Report.Kind.RENUMBERED);
  }
}
