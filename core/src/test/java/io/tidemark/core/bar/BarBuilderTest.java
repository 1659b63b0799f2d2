package io.tidemark.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarBuilderTest {

  private static final long MINUTE = 60_000_000L;
  private static final long HOUR = 60 * MINUTE;

  /** Early enough for the bar to count as seen whole. */
  private static final long SOON = MINUTE / 2;

  private final BarState state = new BarState();
  private final List<String> told = new ArrayList<>();
  private final BarListener listener =
      new BarListener() {
        @Override
        public void closed(Bar bar) {
          told.add(
              bar.start / HOUR
                  + ":"
                  + bar.open
                  + "/"
                  + bar.high
                  + "/"
                  + bar.low
                  + "/"
                  + bar.close
                  + "x"
                  + bar.volume);
        }

        @Override
        public void reset() {
          told.add("reset");
        }
      };

  @Test
  void aBarClosesWhenTheClockReachesItsEndAndNotBefore() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 100, 1);
    trade(builder, 20 * MINUTE, 103, 2);
    trade(builder, 30 * MINUTE, 99, 1);
    builder.advance(state, HOUR - 1, listener);
    assertThat(told).isEmpty();
    builder.advance(state, HOUR, listener);
    assertThat(told).containsExactly("0:100.0/103.0/99.0/99.0x4.0");
  }

  @Test
  void aTradeOlderThanItsBarsCloseIsLateAndChangesNothing() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 100, 1);
    trade(builder, HOUR + MINUTE, 101, 1);
    assertThat(trade(builder, 59 * MINUTE, 500, 7, HOUR + 2 * MINUTE))
        .isEqualTo(BarBuilder.Use.LATE);
    builder.advance(state, 2 * HOUR, listener);
    assertThat(told)
        .containsExactly("0:100.0/100.0/100.0/100.0x1.0", "1:101.0/101.0/101.0/101.0x1.0");
  }

  @Test
  void anHourSeenOnlyInPartIsFilledByTheVenuesCandle() {
    BarBuilder builder = trades(3);
    builder.candle(state, candle(0, HOUR, 100), listener);
    trade(builder, HOUR + 30 * MINUTE, 105, 1);
    builder.advance(state, 2 * HOUR, listener);
    assertThat(told).containsExactly("0:100.0/100.0/100.0/100.0x5.0");
    builder.candle(state, candle(HOUR, HOUR, 104), listener);
    trade(builder, 2 * HOUR + MINUTE, 106, 1);
    builder.advance(state, 3 * HOUR, listener);
    assertThat(told)
        .containsExactly(
            "0:100.0/100.0/100.0/100.0x5.0",
            "1:104.0/104.0/104.0/104.0x5.0",
            "2:106.0/106.0/106.0/106.0x1.0");
  }

  @Test
  void anHourOfWhichOnlyHistoryAndTicksWereSeenBeforeItsFirstTradeIsNotWhole() {
    BarBuilder builder = trades(0);
    builder.candle(state, candle(0, HOUR, 100), listener);
    builder.advance(state, HOUR, listener);
    trade(builder, HOUR + 54 * MINUTE, 105, 1);
    builder.advance(state, 2 * HOUR, listener);
    assertThat(told).containsExactly("0:100.0/100.0/100.0/100.0x5.0");
  }

  @Test
  void historyOfCandlesIsTakenBarByBarWhileTheClockFollowsIt() {
    BarBuilder builder = trades(3);
    for (int hour = 0; hour < 4; hour++) {
      builder.candle(state, candle(hour * HOUR, HOUR, 100 + hour), listener);
      builder.advance(state, (hour + 1) * HOUR, listener);
    }
    trade(builder, 4 * HOUR + SOON, 106, 1);
    builder.advance(state, 5 * HOUR, listener);
    assertThat(told)
        .containsExactly(
            "0:100.0/100.0/100.0/100.0x5.0",
            "1:101.0/101.0/101.0/101.0x5.0",
            "2:102.0/102.0/102.0/102.0x5.0",
            "3:103.0/103.0/103.0/103.0x5.0",
            "4:106.0/106.0/106.0/106.0x1.0");
  }

  @Test
  void theCandleThatEndsAnHourSeenOnlyInPartFillsItAsTheClockStrikes() {
    BarBuilder builder = trades(0);
    trade(builder, 30 * MINUTE, 105, 1);
    builder.candle(state, candle(0, HOUR, 104), listener);
    builder.advance(state, HOUR, listener);
    trade(builder, HOUR + MINUTE, 106, 1);
    builder.advance(state, 2 * HOUR, listener);
    assertThat(told)
        .containsExactly("0:104.0/104.0/104.0/104.0x5.0", "1:106.0/106.0/106.0/106.0x1.0");
  }

  @Test
  void anHourSeenOnlyInPartAndNotFilledIsAHole() {
    BarBuilder builder = trades(0);
    builder.candle(state, candle(0, HOUR, 100), listener);
    trade(builder, HOUR + 30 * MINUTE, 105, 1);
    trade(builder, 2 * HOUR + MINUTE, 106, 1);
    builder.advance(state, 3 * HOUR, listener);
    assertThat(told)
        .containsExactly("0:100.0/100.0/100.0/100.0x5.0", "reset", "2:106.0/106.0/106.0/106.0x1.0");
  }

  @Test
  void barsFromTradesDoNotTakeTheCandleOfAnHourTheySawWhole() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 100, 1);
    builder.advance(state, HOUR, listener);
    builder.candle(state, candle(0, HOUR, 777), listener);
    assertThat(told).containsExactly("0:100.0/100.0/100.0/100.0x1.0");
  }

  @Test
  void emptyBarsAreFlatUpToALimitThenFeaturesStartAnew() {
    BarBuilder builder = trades(2);
    trade(builder, SOON, 100, 1);
    for (int hour = 1; hour <= 5; hour++) {
      builder.advance(state, hour * HOUR, listener);
    }
    trade(builder, 5 * HOUR + MINUTE, 110, 1);
    builder.advance(state, 6 * HOUR, listener);
    assertThat(told)
        .containsExactly(
            "0:100.0/100.0/100.0/100.0x1.0",
            "1:100.0/100.0/100.0/100.0x0.0",
            "2:100.0/100.0/100.0/100.0x0.0",
            "reset",
            "5:110.0/110.0/110.0/110.0x1.0");
  }

  @Test
  void missingCandlesAreBridgedUpToTheLimit() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 2);
    builder.candle(state, candle(0, HOUR, 1), listener);
    builder.candle(state, candle(3 * HOUR, HOUR, 2), listener);
    builder.candle(state, candle(7 * HOUR, HOUR, 3), listener);
    assertThat(told)
        .containsExactly(
            "0:1.0/1.0/1.0/1.0x5.0",
            "1:1.0/1.0/1.0/1.0x0.0",
            "2:1.0/1.0/1.0/1.0x0.0",
            "3:2.0/2.0/2.0/2.0x5.0",
            "reset",
            "7:3.0/3.0/3.0/3.0x5.0");
  }

  @Test
  void aCandleSeenBeforeIsADuplicateAndAnOlderOneIsLate() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 2);
    builder.candle(state, candle(0, HOUR, 1), listener);
    builder.candle(state, candle(HOUR, HOUR, 2), listener);
    assertThat(builder.candle(state, candle(HOUR, HOUR, 3), listener))
        .isEqualTo(BarBuilder.Use.DUPLICATE);
    assertThat(builder.candle(state, candle(0, HOUR, 3), listener)).isEqualTo(BarBuilder.Use.LATE);
  }

  @Test
  void minuteCandlesMakeAnHour() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 2);
    for (int minute = 0; minute < 60; minute++) {
      if (minute % 7 != 5) { // minutes without a trade are absent
        builder.candle(state, candle(minute * MINUTE, MINUTE, 100 + minute), listener);
      }
    }
    assertThat(told).containsExactly("0:100.0/159.0/100.0/159.0x" + 5.0 * 52);
  }

  @Test
  void anOutageInTheMiddleOfAnHourOfMinutesMakesAHole() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 0);
    for (int minute = 0; minute < 90; minute++) {
      builder.candle(state, candle(minute * MINUTE, MINUTE, 100), listener);
    }
    builder.candle(state, candle(5 * HOUR + 10 * MINUTE, MINUTE, 100), listener);
    builder.candle(state, candle(6 * HOUR + 59 * MINUTE, MINUTE, 100), listener);
    assertThat(told.get(0)).startsWith("0:");
    assertThat(told.get(1)).isEqualTo("reset");
    assertThat(told.get(2)).startsWith("6:");
  }

  @Test
  void barsInAnotherUnitOfPriceBeginAnew() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 3);
    double[] scales = {1, 1_000, 1, 0.01};
    for (int hour = 0; hour < scales.length; hour++) {
      builder.candle(state, candle(hour * HOUR, HOUR, 7 * scales[hour]), listener);
    }
    assertThat(told)
        .extracting(each -> each.equals("reset"))
        .containsExactly(false, true, false, true, false, true, false);
  }

  @Test
  void theFormingBarIsInAnotherUnitUntilAPriceComesNearTheCloseBefore() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 7, 1);
    builder.advance(state, HOUR, listener);
    trade(builder, HOUR + SOON, 7_100, 1);
    assertThat(builder.isInOtherScale(state)).isTrue();
    trade(builder, HOUR + 2 * SOON, 7, 1);
    assertThat(builder.isInOtherScale(state)).isFalse();
    builder.advance(state, 2 * HOUR, listener);
    assertThat(told).doesNotContain("reset").hasSize(2);
  }

  @Test
  void aBarOfTradesInTwoUnitsIsNoneAndTheNextBeginsAnew() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 7, 1);
    builder.advance(state, HOUR, listener);
    trade(builder, HOUR + SOON, 7, 1);
    assertThat(builder.isInOtherScale(state)).isFalse();
    trade(builder, HOUR + 2 * SOON, 7_100, 1);
    assertThat(builder.isInOtherScale(state)).isTrue();
    builder.advance(state, 2 * HOUR, listener);
    builder.candle(state, candle(HOUR, HOUR, 7, 7_100), listener);
    trade(builder, 2 * HOUR + SOON, 7_200, 1);
    builder.advance(state, 3 * HOUR, listener);

    assertThat(told)
        .containsExactly("0:7.0/7.0/7.0/7.0x1.0", "reset", "2:7200.0/7200.0/7200.0/7200.0x1.0");
  }

  @Test
  void aSingleWrongPriceCostsAtMostItsBar() {
    for (double[] prices : new double[][] {{7_000, 7, 7}, {7, 7_000, 7}, {7, 7, 7_000}}) {
      BarBuilder builder = trades(3);
      BarState fresh = new BarState();
      told.clear();
      for (int hour = 0; hour < 3; hour++) {
        for (int i = 0; i < 3; i++) {
          long at = hour * HOUR + (i + 1) * SOON;
          double price = hour == 1 ? prices[i] : 7;
          Trade trade = new Trade("BTC-USDT@binance", at, at, "", price, 1, Side.BUY);
          builder.trade(fresh, trade, at, listener);
        }
      }
      builder.advance(fresh, 3 * HOUR, listener);

      assertThat(told).doesNotContain("reset").hasSize(3);
    }
  }

  @Test
  void aCandleInTwoUnitsIsNoneOfItsOwnLengthAndOfNoLongerBar() {
    BarBuilder hours = new BarBuilder(HOUR, BarSource.CANDLES, 3);
    hours.candle(state, candle(0, HOUR, 7), listener);
    hours.candle(state, candle(HOUR, HOUR, 7, 7_100), listener);
    hours.candle(state, candle(2 * HOUR, HOUR, 7_100), listener);
    for (int minute = 180; minute < 300; minute++) {
      double open = minute <= 200 ? 7_100 : 7.1;
      hours.candle(
          state, candle(minute * MINUTE, MINUTE, open, minute < 200 ? 7_100 : 7.1), listener);
    }

    assertThat(told)
        .extracting(each -> each.replaceAll("/.*", ""))
        .containsExactly("0:7.0", "reset", "2:7100.0", "reset", "4:7.1");
  }

  @Test
  void barsOfTradesBeginAnewInAnotherUnit() {
    TradeBarBuilder builder = TradeBarBuilder.ofTrades(3, HOUR, 3);
    TradeBarState bars = new TradeBarState();
    double[] prices = {7, 7, 7, 7, 7_000, 7_000, 7_000, 7_000, 7_000, 7, 7, 7, 7};
    for (int i = 0; i < prices.length; i++) {
      Trade trade = new Trade("BTC-USDT@binance", i * SOON, i * SOON, "", prices[i], 1, Side.BUY);
      builder.trade(bars, trade, listener);
    }

    assertThat(told)
        .extracting(each -> each.replaceAll("^[^r]*:|/.*", ""))
        .containsExactly("7.0", "reset", "7000.0", "reset", "7.0");
  }

  @Test
  void aFallThatIsNoPowerOfTenIsNoChangeOfUnit() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 3);
    builder.candle(state, candle(0, HOUR, 100), listener);
    builder.candle(state, candle(HOUR, HOUR, 4), listener);
    assertThat(told).doesNotContain("reset").hasSize(2);
  }

  @Test
  void anHourWhoseWatchBrokeOffIsNotFlatButLeftToTheVenuesCandle() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 100, 1);
    builder.advance(state, HOUR, listener);
    builder.advance(state, 3 * HOUR + MINUTE, listener);
    assertThat(builder.isAfterHole(state)).isTrue();
    builder.candle(state, candle(HOUR, HOUR, 107), listener);
    builder.candle(state, candle(2 * HOUR, HOUR, 108), listener);
    assertThat(builder.isAfterHole(state)).isFalse();
    assertThat(told)
        .containsExactly(
            "0:100.0/100.0/100.0/100.0x1.0",
            "1:107.0/107.0/107.0/107.0x5.0",
            "2:108.0/108.0/108.0/108.0x5.0");
  }

  @Test
  void anHourThatTheClockClosedWhileNothingWasHeardStaysAsItIsThoughItsCandleComes() {
    BarBuilder builder = trades(3);
    trade(builder, SOON, 100, 1);
    for (int hour = 1; hour <= 3; hour++) {
      builder.advance(state, hour * HOUR, listener);
    }
    builder.candle(state, candle(HOUR, HOUR, 107), listener);
    builder.candle(state, candle(2 * HOUR, HOUR, 108), listener);
    assertThat(told)
        .containsExactly(
            "0:100.0/100.0/100.0/100.0x1.0",
            "1:100.0/100.0/100.0/100.0x0.0",
            "2:100.0/100.0/100.0/100.0x0.0");
  }

  @Test
  void anHourThatCameAsOneCandleIsNotHandedOnAgainByItsMinutes() {
    BarBuilder builder = new BarBuilder(HOUR, BarSource.CANDLES, 3);
    for (int minute = 0; minute < 59; minute++) {
      builder.candle(state, candle(minute * MINUTE, MINUTE, 100), listener);
    }
    builder.candle(state, candle(0, HOUR, 100), listener);
    assertThat(builder.candle(state, candle(59 * MINUTE, MINUTE, 100), listener))
        .isEqualTo(BarBuilder.Use.LATE);
    builder.candle(state, candle(HOUR, MINUTE, 101), listener);
    assertThat(told).containsExactly("0:100.0/100.0/100.0/100.0x5.0");
  }

  private static BarBuilder trades(int maxFlat) {
    return new BarBuilder(HOUR, BarSource.TRADES, maxFlat);
  }

  private BarBuilder.Use trade(BarBuilder builder, long at, double price, double quantity) {
    return trade(builder, at, price, quantity, at);
  }

  private BarBuilder.Use trade(
      BarBuilder builder, long at, double price, double quantity, long clock) {
    Trade trade = new Trade("BTC-USDT@binance", at, clock, "", price, quantity, Side.BUY);
    return builder.trade(state, trade, clock, listener);
  }

  private static Candle candle(long start, long length, double open, double close) {
    double high = Math.max(open, close);
    double low = Math.min(open, close);
    return new Candle("BTC-USDT@binance", start, length, start + length, open, high, low, close, 5);
  }

  private static Candle candle(long start, long length, double price) {
    return new Candle(
        "BTC-USDT@binance", start, length, start + length, price, price, price, price, 5);
  }
}
