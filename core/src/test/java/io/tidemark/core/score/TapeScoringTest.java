package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes into bars is told to the features of single trades: all of it, once, in time. */
class TapeScoringTest {

  private static final String BTC = RandomLog.INSTRUMENT;
  private static final long MINUTE = RandomLog.MINUTE;
  private static final long START = 28_333_334L * MINUTE;
  private static final List<String> OF_PRICES =
      List.of(
          "return_over(10m)",
          "range_position_over(10m)",
          "vwap_distance_over(10m)",
          "vwap_distance(10)",
          "realised_vol_over(10m)");
  private static final List<String> OF_TRADES =
      List.of(
          "trade_rate_over(10m)",
          "volume_imbalance_over(10m)",
          "vwap_distance_over(10m)",
          "vwap_distance(10)");

  private List<String> features = OF_TRADES;
  private final List<LogEvent> log = new ArrayList<>();
  private final Random random = new Random(7);
  private double price = 100;
  private long offset;

  @Test
  void atTheCloseOfABarTheWindowIsThatOfItsBars() {
    trades(START, 40);
    List<Assessment> closed = closed(BarSource.TRADES);
    assertThat(closed).hasSizeGreaterThan(25);
    for (Assessment bar : closed) {
      assertThat(bar.features()[2]).isCloseTo(bar.features()[3], within(1e-7f));
    }
  }

  @Test
  void aTradeThatIsLateOrCameBeforeDoesNotCount() {
    trades(START, 40);
    float[] once = last(BarSource.TRADES);
    Fact newest = log.remove(log.size() - 1).fact();
    log.add(log.get(20));
    add(log.size(), trade(START, newest.availableAt(), 50));
    add(log.size(), newest);
    assertThat(last(BarSource.TRADES)).isEqualTo(once);
  }

  @Test
  void closedCandlesWarmItUp() {
    features = OF_PRICES;
    candles(START, 15);
    List<Assessment> closed = closed(BarSource.CANDLES);
    assertThat(closed).hasSize(5).allMatch(bar -> bar.features().length == features.size());
    for (Assessment bar : closed) {
      assertThat(bar.features()[2]).isCloseTo(bar.features()[3], within(1e-7f));
    }
  }

  @Test
  void candlesThatComeLateSayTheSame() {
    features = OF_PRICES;
    candles(START, 15);
    List<Assessment> inTime = closed(BarSource.CANDLES);
    log.clear();
    price = 100;
    random.setSeed(7);
    long now = START + 1_000 * MINUTE;
    add(log.size(), new Tick(BTC, now));
    new TapeScoringTest().candleFacts(START, 15).forEach(c -> add(log.size(), at(c, now)));
    List<Assessment> late = closed(BarSource.CANDLES);
    assertThat(late).hasSameSizeAs(inTime);
    for (int i = 0; i < late.size(); i++) {
      assertThat(late.get(i).features()).isEqualTo(inTime.get(i).features());
    }
  }

  @Test
  void candlesOfHistoryAndTradesAfterThemMakeOneTape() {
    features = OF_PRICES;
    candles(START, 12);
    trades(START + 12 * MINUTE, 20);
    List<Assessment> closed = closed(BarSource.TRADES);
    assertThat(closed).hasSizeGreaterThan(20);
    for (Assessment bar : closed) {
      assertThat(bar.features()[2]).isCloseTo(bar.features()[3], within(1e-7f));
    }
  }

  @Test
  void whatACandleDoesNotSayIsMissingUntilItHasLeftTheWindow() {
    candles(START, 12);
    trades(START + 12 * MINUTE, 20);
    List<Assessment> closed = closed(BarSource.TRADES);
    assertThat(closed.get(0).eventTime()).isBetween(START + 22 * MINUTE, START + 23 * MINUTE);
    assertThat(closed).hasSize(10);
    assertThat(closed.get(0).features()[0]).isCloseTo(20, within(0.5f));
    assertThat(closed.get(0).features()[1]).isEqualTo(1);
  }

  /** Assessments of closed bars whose vector is there. */
  private List<Assessment> closed(BarSource source) {
    return fold(source).stream().filter(a -> a.barClosed() && a.features().length > 0).toList();
  }

  private float[] last(BarSource source) {
    List<Assessment> all = fold(source);
    return all.get(all.size() - 1).features();
  }

  private List<Assessment> fold(BarSource source) {
    FeatureScoring scoring =
        new FeatureScoring(new FeatureSet(features, MINUTE), 1, Trigger.EVERY, x -> source, 5);
    return RandomLog.assessments(scoring, log);
  }

  private void trades(long from, int minutes) {
    for (long time = from; time < from + minutes * MINUTE; time += MINUTE / 20) {
      long at = time + random.nextInt((int) MINUTE / 40);
      price *= Math.exp(0.001 * random.nextGaussian());
      add(log.size(), trade(at, at + random.nextInt(50_000), price));
    }
  }

  private static Trade trade(long at, long availableAt, double price) {
    return new Trade(BTC, at, availableAt, "", price, 2, Side.BUY);
  }

  private void candles(long from, int count) {
    candleFacts(from, count).forEach(candle -> add(log.size(), candle));
  }

  private List<Candle> candleFacts(long from, int count) {
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = from + i * MINUTE;
      double open = price;
      price *= Math.exp(0.001 * random.nextGaussian());
      double high = Math.max(open, price);
      double low = Math.min(open, price);
      long end = start + MINUTE;
      candles.add(
          new Candle(BTC, start, MINUTE, end, open, high, low, price, 1 + random.nextInt(9)));
    }
    return candles;
  }

  private static Candle at(Candle candle, long availableAt) {
    return new Candle(
        candle.instrument(),
        candle.start(),
        candle.length(),
        availableAt,
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume());
  }

  private void add(int index, Fact fact) {
    log.add(index, RandomLog.event(offset++, fact));
  }
}
