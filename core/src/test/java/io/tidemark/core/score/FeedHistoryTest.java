package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedHistoryTest {

  private static final long MINUTE = 60_000_000L;
  private static final String COIN = "ANY-USDT@venue";

  private final FeedHistory feed = new FeedHistory();
  private final ScoringState state = new ScoringState();
  private int offset;

  @Test
  void runsAreCountedInBarsAndEndWithTheFirstThatMoves() {
    close(10, 1);
    assertThat(feed.unchangedCloses).isZero();
    close(10, 1);
    close(10, 0);
    close(10, 0);
    assertThat(feed.unchangedCloses).isEqualTo(3);
    assertThat(feed.barsWithoutVolume).isEqualTo(2);
    close(11, 0);
    assertThat(feed.unchangedCloses).isZero();
    assertThat(feed.barsWithoutVolume).isEqualTo(3);
    close(11, 5);
    assertThat(feed.unchangedCloses).isEqualTo(1);
    assertThat(feed.barsWithoutVolume).isZero();
  }

  @Test
  void aFeedThatNeverHadVolumeDoesNotMissIt() {
    for (int i = 0; i < 100; i++) {
      close(10 + i, 0);
    }
    assertThat(feed.barsWithoutVolume).isEqualTo(FeedHistory.NO_VOLUME_YET);
  }

  @Test
  void aMissingBarIsNotFlatAndEndsNoRun() {
    FeatureScoring scoring = scoring(BarSource.CANDLES, 5);
    for (int minute : new int[] {0, 1, 4, 5}) { // bars 2 and 3 are bridged
      step(scoring, candle(minute, 10, 0.5));
    }
    assertThat(state.bars.lastStart).isEqualTo(5 * MINUTE);
    assertThat(state.feed.unchangedCloses).isEqualTo(3);
    assertThat(state.feed.barsWithoutVolume).isZero();
  }

  @Test
  void aMinuteInWhichNothingWasTradedIsNoFlatBar() {
    FeatureScoring scoring = scoring(BarSource.TRADES, 60);
    step(scoring, trade(0, 10));
    for (int minute = 1; minute < 30; minute++) {
      step(scoring, new Tick(COIN, minute * MINUTE));
    }
    assertThat(state.bars.flats).as("observed, and empty").isGreaterThan(20);
    assertThat(state.feed.unchangedCloses).isZero();
    assertThat(state.feed.barsWithoutVolume).isZero();
  }

  @Test
  void afterAHoleTooLongToBridgeRunsBeginAnew() {
    FeatureScoring scoring = scoring(BarSource.CANDLES, 2);
    step(scoring, candle(0, 10, 1));
    step(scoring, candle(1, 10, 0));
    assertThat(state.feed.unchangedCloses).isEqualTo(1);
    step(scoring, candle(9, 10, 0));
    assertThat(state.feed.unchangedCloses).isZero();
    assertThat(state.feed.barsWithoutVolume).isEqualTo(1);
  }

  @Test
  void aBookHasMovedWhenAnyOfItsBestPricesOrSizesHas() {
    feed.booked(book(10, 1, 11, 2), 100);
    assertThat(feed.bookMovedAt).isEqualTo(100);
    feed.booked(book(10, 1, 11, 2), 200);
    assertThat(feed.bookMovedAt).isEqualTo(100);
    feed.booked(book(9, 1, 11, 2), 300);
    assertThat(feed.bookMovedAt).isEqualTo(300);
    feed.booked(book(9, 3, 11, 2), 400);
    assertThat(feed.bookMovedAt).isEqualTo(400);
    feed.booked(book(9, 3, 12, 2), 500);
    assertThat(feed.bookMovedAt).isEqualTo(500);
    feed.booked(book(9, 3, 12, 4), 600);
    assertThat(feed.bookMovedAt).isEqualTo(600);
  }

  @Test
  void theLateShareIsThatOfTheLastSpansWhateverCameBefore() {
    Random random = new Random(7);
    List<long[]> plain = new ArrayList<>();
    long span = 20_000_000;
    int told = 0;
    for (int i = 0; i < 20_000; i++) {
      span += random.nextInt(40) == 0 ? random.nextInt(random.nextInt(20) == 0 ? 9 : 2) : 0;
      boolean late = random.nextInt(5) == 0;
      feed.traded(span, late);
      plain.add(new long[] {span, late ? 1 : 0});
      long now = span + (random.nextInt(10) == 0 ? random.nextInt(9) : 0);
      double share = plainShare(plain, now);
      told += share > 0 ? 1 : 0;
      assertThat(feed.lateShare(now)).isEqualTo(share);
    }
    assertThat(told).isBetween(10_000, 19_999);
  }

  @Test
  void onlyTradesOfWhichBarsAreMadeAreEverLate() {
    for (BarSource source : BarSource.values()) {
      ScoringState fresh = new ScoringState();
      FeatureScoring scoring = scoring(source, 5);
      scoring.step(fresh, event(trade(9 * MINUTE, 10)));
      for (int i = 0; i < 99; i++) {
        scoring.step(fresh, event(trade(i, 10)));
      }
      assertThat(fresh.feed.lateShare(9)).isEqualTo(source == BarSource.TRADES ? 0.99 : 0);
    }
  }

  private static double plainShare(List<long[]> trades, long now) {
    int all = 0;
    int late = 0;
    for (int i = trades.size() - 1; i >= 0 && trades.get(i)[0] > now - FeedHistory.SPANS; i--) {
      all++;
      late += (int) trades.get(i)[1];
    }
    return all < FeedHistory.FEWEST_TRADES ? 0 : (double) late / all;
  }

  private void close(double close, double volume) {
    Bar bar = new Bar();
    bar.flat(0, close);
    bar.candle(close, close, close, close, volume);
    feed.closed(bar);
  }

  private static FeatureScoring scoring(BarSource source, int maxFlat) {
    return new FeatureScoring(
        new FeatureSet(List.of("log_return"), MINUTE), 1, Trigger.EVERY, any -> source, maxFlat);
  }

  private void step(FeatureScoring scoring, Fact fact) {
    scoring.step(state, event(fact));
  }

  private LogEvent event(Fact fact) {
    offset++;
    return new LogEvent(
        COIN, fact.availableAt(), new Origin("any", 0, offset), offset, offset, fact);
  }

  private static Trade trade(long time, double price) {
    return new Trade(COIN, time, time, "", price, 1, Side.BUY);
  }

  private static Candle candle(long minute, double price, double volume) {
    return new Candle(
        COIN, minute * MINUTE, MINUTE, (minute + 1) * MINUTE, price, price, price, price, volume);
  }

  private static Book book(double bid, double bidSize, double ask, double askSize) {
    return new Book(
        COIN,
        0,
        0,
        new double[] {bid, bid - 5},
        new double[] {bidSize, 1},
        new double[] {ask},
        new double[] {askSize});
  }
}
