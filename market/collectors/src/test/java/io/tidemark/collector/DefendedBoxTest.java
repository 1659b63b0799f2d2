package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxMarket;
import io.tidemark.box.BoxRefusals;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.BookCheck;
import io.tidemark.collector.venue.VenueDialects;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults of venues that do no harm because of a defence, each with the control in which the defence
 * has nothing to go by. Lost books are not asked for again, so that no repair hides what a fault
 * does.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DefendedBoxTest {

  private static final int SPEED = 20;

  /** An answer has 3 s of the wall's clock before what waits for it is let go. */
  private static final int SLOW = 5;

  private static final long SEED = 37;

  /** A level that is shown, and seldom changes. */
  private static final int DEEP = 15;

  /** Of which the box tells its own numbers or levels, whatever change it is to tell. */
  private static final Set<BoxVenue> OWN_NUMBERS =
      EnumSet.of(BoxVenue.KRAKEN_FUTURES, BoxVenue.KUCOIN_FUTURES, BoxVenue.CRYPTO_COM);

  static Stream<BoxVenue> numbered() {
    return PlayedVenues.each()
        .filter(venue -> check(venue) == BookCheck.NUMBERS && !OWN_NUMBERS.contains(venue));
  }

  static Stream<BoxVenue> resending() {
    return PlayedVenues.each().filter(venue -> venue.dialect().knows(BoxFault.RESENDS_SNAPSHOT));
  }

  static Stream<BoxVenue> refusing() {
    return PlayedVenues.each().filter(venue -> venue.dialect().knows(BoxFault.TOO_MANY_REQUESTS));
  }

  private static BookCheck check(BoxVenue venue) {
    return VenueDialects.of(venue.instruments().get(0)).orElseThrow().profile().books();
  }

  private static BoxRun run(BoxVenue venue, Repairs repairs, int speed) throws Exception {
    return new BoxRun(List.of(venue), SEED, speed, UnaryOperator.identity(), repairs);
  }

  /** The repetition has another size, which would be seen if it were applied. */
  @ParameterizedTest
  @MethodSource("numbered")
  void aChangeThatIsRepeatedUnderItsNumberIsPassedOverAndUnderANewOneSeen(BoxVenue venue)
      throws Exception {
    Repairs repairs = new Repairs();
    try (BoxRun run = run(venue, repairs, SPEED)) {
      repairs.books(() -> false);
      run.hit(venue, BoxFault.REPEATS_A_DELTA);
      long lost = run.reports(venue, Kind.BOOK_LOST);
      sayFalse(run, venue, 0);
      assertThat(run.timesTrue(venue, 20)).isPositive();
      assertThat(run.reports(venue, Kind.BOOK_LOST)).isEqualTo(lost);
      sayFalse(run, venue, 1);
      run.live(5);
      assertThat(run.timesTrue(venue, 10)).as("the control").isZero();
    }
  }

  /** A size that is none of the book's, under a number from that of the last change on. */
  private static void sayFalse(BoxRun run, BoxVenue venue, int ahead) {
    VenueBox box = run.box(venue);
    BoxMarket market = box.market(venue.symbols().get(0));
    double price = market.bids().keySet().stream().skip(DEEP).findFirst().orElseThrow();
    long number = market.number() + ahead;
    List<BoxMarket.Level> levels = List.of(new BoxMarket.Level(true, price, 999));
    box.say(market.symbol(), new BoxMarket.Change(number, levels), number - 1);
  }

  @ParameterizedTest
  @MethodSource("resending")
  void aSnapshotThatIsSentAgainIsTheBookWhateverWasKnownBefore(BoxVenue venue) throws Exception {
    Repairs repairs = new Repairs();
    try (BoxRun run = run(venue, repairs, SPEED)) {
      repairs.books(() -> false);
      BookCheck check = check(venue);
      if (check == BookCheck.CROSSED) {
        sayFalse(run, venue, 1);
      } else {
        run.begin(venue, BoxFault.DROPS_A_DELTA);
      }
      run.live(5);
      if (check != BookCheck.CHECKSUM && check != BookCheck.LEVEL_IDS && check != BookCheck.WHOLE) {
        assertThat(run.timesTrue(venue, 10)).as("the control").isZero();
      }
      venue.symbols().forEach(each -> run.box(venue).fault(BoxFault.RESENDS_SNAPSHOT, each));
      assertThat(run.timesTrue(venue, 20)).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("io.tidemark.collector.PlayedVenues#each")
  void aMessageInAFormThatNobodyKnowsIsToldAndTheFeedGoesOn(BoxVenue venue) throws Exception {
    Repairs repairs = new Repairs();
    try (BoxRun run = run(venue, repairs, SPEED)) {
      run.hit(venue, BoxFault.REPEATS_TRADES);
      long before = told(run, venue);
      run.live(20);
      assertThat(told(run, venue)).as("the control").isEqualTo(before);
      run.begin(venue, BoxFault.CHANGES_FORMAT);
      run.until("it is told", () -> told(run, venue) > before);
      run.untilTrue(venue);
      run.assertTrades(venue);
      assertThat(run.reports(venue, Kind.FAILED)).isZero();
      assertThat(run.gaps(venue)).isZero();
    }
  }

  private static long told(BoxRun run, BoxVenue venue) {
    return run.reports(venue, Kind.REFUSED) + run.reports(venue, Kind.BOOK_LOST);
  }

  @ParameterizedTest
  @MethodSource("refusing")
  void aVenueThatRefusesRequestsIsNotAskedForAsLongAsItSays(BoxVenue venue) throws Exception {
    Duration pause = BoxRefusals.PAUSE.dividedBy(SPEED);
    assertThat(soonest(venue, true)).isGreaterThanOrEqualTo(pause);
    assertThat(soonest(venue, false)).as("the control").isLessThan(pause);
  }

  private static Duration soonest(BoxVenue venue, boolean says) throws Exception {
    try (BoxRun run = run(venue, new Repairs(), SPEED)) {
      run.box(venue).refusals().says(says);
      run.hit(venue, BoxFault.TOO_MANY_REQUESTS);
      assertThat(run.reports(venue, Kind.HELD_BACK)).isPositive();
      return run.box(venue).refusals().soonest().orElseThrow();
    }
  }

  /** At a lesser speed, for the collector waits by the wall's clock for an answer. */
  @ParameterizedTest
  @EnumSource(names = {"COINBASE", "KRAKEN"})
  void pastTradesThatNeverComeAreToldAsMissingAndThoseAfterThemGoOn(BoxVenue venue)
      throws Exception {
    try (BoxRun run = run(venue, new Repairs(), 10)) {
      VenueBox box = run.box(venue);
      run.live(20);
      box.refusals().hang(venue.symbols().size());
      run.hit(venue, BoxFault.CLOSES);
      run.until("both requests hang", () -> box.refusals().hung() == 2);
      int said = (int) box.market(venue.symbols().get(0)).lastDeal();
      run.until("trades are handed on before an answer", () -> run.last(venue) > said);
      assertThat(run.reports(venue, Kind.TRADES_LOST)).as("no answer yet").isZero();
      run.until("it is told", () -> run.reports(venue, Kind.TRADES_LOST) == 2);
      assertThat(run.untold(venue)).isZero();
      assertThat(run.lost(venue)).isPositive();

      run.hit(venue, BoxFault.CLOSES);
      run.live(40);
      assertThat(run.lost(venue)).as("the control: the next answer has them").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BINANCE", "BINANCE_US", "COINBASE", "KRAKEN"})
  void aTradeThatAnAnswerSkipsIsToldAtItsPlace(BoxVenue venue) throws Exception {
    assertThat(untoldOfSkipped(venue, true)).isZero();
    assertThat(untoldOfSkipped(venue, false)).as("the control").isEqualTo(1);
  }

  /** The second of three trades, made while there is no connection, is in no answer. */
  private static int untoldOfSkipped(BoxVenue venue, boolean numbers) throws Exception {
    Repairs repairs = new Repairs();
    repairs.numbers(numbers);
    try (BoxRun run = run(venue, repairs, SLOW)) {
      run.live(10);
      String symbol = venue.symbols().get(0);
      VenueBox box = run.box(venue);
      box.fault(BoxFault.CLOSES, symbol);
      for (int i = 0; i < 3; i++) {
        box.trade();
      }
      long last = box.market(symbol).lastDeal();
      box.forget(symbol, last - 1);
      run.until("what came after it is handed on", () -> run.last(venue) > last);
      run.live(10);
      assertThat(run.lost(venue)).isEqualTo(1);
      return run.untold(venue);
    }
  }

  /** Trades of these are numbered, or all messages of the connection are. */
  @ParameterizedTest
  @EnumSource(
      names = {"BINANCE", "COINBASE", "KRAKEN", "ADVANCED_TRADE", "BITFINEX", "DYDX_V4", "DERIBIT"})
  void aTradeThatTheStreamSkipsIsAskedFor(BoxVenue venue) throws Exception {
    Repairs repairs = new Repairs();
    try (BoxRun run = run(venue, repairs, SLOW)) {
      run.live(10);
      run.box(venue).tradeInSilence(venue.symbols().get(0));
      run.live(40);
      run.untilTrue(venue);
      run.assertTrades(venue);

      repairs.trades(false);
      run.box(venue).tradeInSilence(venue.symbols().get(0));
      run.live(20);
      assertThat(run.lost(venue)).as("the control: nobody asks").isPositive();
      assertThat(run.untold(venue)).isZero();
    }
  }

  /**
   * At the wall's speed the second symbol is subscribed to after data of the first has come, where
   * each has a text of its own: what is missed later is asked for, what was before is not.
   */
  @ParameterizedTest
  @EnumSource(
      names = {"DYDX_V4", "BITFINEX", "HTX", "DERIBIT", "OKX", "KUCOIN", "COINBASE", "KRAKEN"})
  void noTradeFromBeforeTheFirstOneComesBehindIt(BoxVenue venue) throws Exception {
    try (BoxRun run = run(venue, new Repairs(), 1)) {
      run.live(10);
      run.hit(venue, BoxFault.CLOSES);
      run.live(140);
      run.assertTrades(venue);
    }
  }
}
