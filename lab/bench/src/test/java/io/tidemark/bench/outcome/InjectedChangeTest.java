package io.tidemark.bench.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Parsed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectedChangeTest {

  private static final RelativeBar RISE = new RelativeBar(0.001, 0.03, -0.01, 0.02, 5);
  private static final long HOUR = 3_600_000_000L;

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @EnumSource
  void whatIsMadeOfABarIsABarAgain(InjectedChange change) {
    for (int i = 0; i < 100; i++) {
      RelativeBar bar = change.of(RISE, i == 0, 0.6, 0.01, random);
      Candle candle = bar.after(30_000, "BTC-USDT@binance", HOUR, HOUR);
      assertThat(
              Candle.of(
                  candle.instrument(),
                  candle.start(),
                  candle.length(),
                  candle.availableAt(),
                  candle.open(),
                  candle.high(),
                  candle.low(),
                  candle.close(),
                  candle.volume()))
          .isInstanceOf(Parsed.Valid.class);
    }
  }

  @Test
  void aVanishedEdgeIsACoinAndAReversedOneIsWrongAsOftenAsTheModelSaysToBeRight() {
    assertThat(rises(InjectedChange.VANISHED)).isCloseTo(0.5, within(0.02));
    assertThat(rises(InjectedChange.REVERSED)).isCloseTo(0.3, within(0.02));
    assertThat(rises(InjectedChange.NONE)).isEqualTo(1);
  }

  @Test
  void twiceTheVolatilityIsTwiceEveryMove() {
    RelativeBar bar = InjectedChange.TWICE.of(RISE, true, 0.5, 0.01, random);
    assertThat(bar).isEqualTo(new RelativeBar(0.002, 0.06, -0.02, 0.04, 5));
  }

  @Test
  void aFrozenFeedRepeatsTheCloseAndTradesNothing() {
    Candle candle =
        InjectedChange.FROZEN
            .of(RISE, true, 0.5, 0.01, random)
            .after(123, "BTC-USDT@binance", HOUR, HOUR);
    assertThat(candle.close()).isEqualTo(123);
    assertThat(candle.high()).isEqualTo(candle.low());
    assertThat(candle.volume()).isZero();
  }

  @Test
  void theUnitOfThePriceChangesOnce() {
    assertThat(InjectedChange.PRICE_UNIT.of(RISE, true, 0.5, 0.01, random).close())
        .isCloseTo(0.02 + Math.log(100), within(1e-12));
    assertThat(InjectedChange.PRICE_UNIT.of(RISE, false, 0.5, 0.01, random)).isEqualTo(RISE);
  }

  /** Of bars that all rise, under a model that says 70 %. */
  private double rises(InjectedChange change) {
    int rises = 0;
    for (int i = 0; i < 10_000; i++) {
      rises += change.of(RISE, false, 0.7, 0.01, random).close() > 0 ? 1 : 0;
    }
    return rises / 10_000.0;
  }
}
