package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Features of five-minute bars in a set of one-minute bars equal their formulas over arrays. */
class OtherFramesTest {

  private static final String BTC = "BTC-USDT@sim";
  private static final long MINUTE = 60_000_000L;
  private static final int MINUTES = 400;
  private static final List<String> FEATURES =
      List.of("log_return", "return(2)@5m", "bollinger_width(2)@5m", "return(1)");

  /** Closing price of each minute, and of the trades within it. */
  private final double[] close = new double[MINUTES];

  private final double[][] trades = new double[MINUTES][4];

  OtherFramesTest() {
    Random random = new Random(5);
    double price = 100;
    for (int t = 0; t < MINUTES; t++) {
      for (int i = 0; i < 4; i++) {
        price *= Math.exp(0.002 * random.nextGaussian());
        trades[t][i] = price;
      }
      close[t] = price;
    }
  }

  @ParameterizedTest
  @EnumSource(BarSource.class)
  void atEachCloseOfItsOwnBarTheSetSeesTheOthersAsTheyStoodThen(BarSource source) {
    List<Assessment> closes = closes(fold(source, FEATURES, log(source)));
    assertThat(closes.size()).isGreaterThan(MINUTES - 30);
    for (Assessment a : closes) {
      int t = minuteOf(a, source);
      assertThat(a.features()[1]).as("minute " + t).isEqualTo((float) returnOfTwoFives(t));
      assertThat((double) a.features()[2]).isCloseTo(widthOfTwoFives(t), within(1e-7));
    }
  }

  @ParameterizedTest
  @EnumSource(BarSource.class)
  void nothingIsScoredBeforeTheLongerBarsAreWarm(BarSource source) {
    List<Assessment> all = fold(source, FEATURES, log(source));
    Assessment first = closes(all).get(0);
    // bars of five minutes that were seen whole, then as many of one as end with the next of five
    assertThat(minuteOf(first, source)).isEqualTo(10);
    Assessment before =
        all.stream()
            .filter(a -> a.barClosed() && minuteOf(a, source) == 1)
            .findFirst()
            .orElseThrow();
    assertThat(before.barsToWarm()).isEqualTo(10);
  }

  @Test
  void aCandleThatComesTwiceIsInTheLongerBarOnce() {
    List<String> names = List.of("log_return", "mean(volume,1)@5m");
    List<LogEvent> log = log(BarSource.CANDLES);
    List<LogEvent> repeated = new ArrayList<>();
    for (LogEvent event : log) {
      repeated.add(RandomLog.event(repeated.size(), event.fact()));
      repeated.add(RandomLog.event(repeated.size(), event.fact()));
    }
    assertThat(described(closes(fold(BarSource.CANDLES, names, repeated))))
        .isEqualTo(described(closes(fold(BarSource.CANDLES, names, log))));
  }

  @Test
  void aSetReadBackFromItsBytesGoesOnWithTheSameBits() throws IOException {
    List<LogEvent> log = log(BarSource.TRADES);
    FeatureScoring scoring = scoring(BarSource.TRADES, FEATURES);
    ScoringState state = new ScoringState();
    List<Assessment> restarted = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      if (i % 97 == 96) {
        state = StateBytes.restored(new ScoringStateCodec(), state);
        scoring = scoring(BarSource.TRADES, FEATURES);
      }
      Assessment a = scoring.step(state, log.get(i)).assessment();
      if (a != null) {
        restarted.add(a);
      }
    }
    assertThat(described(restarted)).isEqualTo(described(fold(BarSource.TRADES, FEATURES, log)));
  }

  @Test
  void aFeatureThatIsAddedOrTakenAwayLeavesTheOthersWhatTheyHadLearnt() throws IOException {
    List<LogEvent> log = log(BarSource.TRADES);
    List<String> before = List.of("rsi(9)", "return(2)@5m", "macd(3,6,2)");
    List<String> after = List.of("macd(3,6,2)", "rsi(9)", "volume_zscore(3)", "return(2)@5m");
    ScoringState state = new ScoringState();
    FeatureScoring first = scoring(BarSource.TRADES, before);
    int half = log.size() / 2;
    log.subList(0, half).forEach(event -> first.step(state, event));
    ScoringState restored = StateBytes.restored(new ScoringStateCodec(), state);
    FeatureScoring second = scoring(BarSource.TRADES, after);
    List<Assessment> changed = new ArrayList<>();
    for (LogEvent event : log.subList(half, log.size())) {
      Assessment a = second.step(restored, event).assessment();
      if (a != null && a.scored()) {
        changed.add(a);
      }
    }
    List<Assessment> undisturbed =
        fold(BarSource.TRADES, before, log).stream().filter(Assessment::scored).toList();
    undisturbed = undisturbed.subList(undisturbed.size() - changed.size(), undisturbed.size());
    assertThat(changed.size()).isGreaterThan(log.size() / 2 - 50);
    for (int i = 0; i < changed.size(); i++) {
      float[] was = undisturbed.get(i).features();
      float[] is = changed.get(i).features();
      assertThat(new float[] {is[1], is[3], is[0]}).containsExactly(was);
    }
  }

  private static List<String> described(List<Assessment> all) {
    return all.stream()
        .map(a -> a.clock() + " " + a.barsToWarm() + " " + Arrays.toString(a.features()))
        .toList();
  }

  private double returnOfTwoFives(int t) {
    return close[t] / close[5 * (t / 5 - 2) + 4] - 1;
  }

  private double widthOfTwoFives(int t) {
    double last = close[5 * (t / 5 - 1) + 4];
    double mean = (last + close[t]) / 2;
    return 4 * Math.abs(close[t] - last) / 2 / mean;
  }

  /** Which minute's bar closed: the one before the event that closed it, or the candle's own. */
  private static int minuteOf(Assessment a, BarSource source) {
    long end = source == BarSource.CANDLES ? a.eventTime() : a.eventTime() / MINUTE * MINUTE;
    return (int) (end / MINUTE) - 1 - 1_000;
  }

  private static List<Assessment> closes(List<Assessment> all) {
    return all.stream().filter(a -> a.barClosed() && a.scored()).toList();
  }

  private List<LogEvent> log(BarSource source) {
    List<LogEvent> log = new ArrayList<>();
    for (int t = 0; t < MINUTES; t++) {
      long start = (1_000 + t) * MINUTE;
      if (source == BarSource.CANDLES) {
        double c = close[t];
        double o = trades[t][0];
        log.add(
            RandomLog.event(
                log.size(),
                new Candle(
                    BTC, start, MINUTE, start + MINUTE, o, Math.max(o, c), Math.min(o, c), c, 4)));
      } else {
        for (int i = 0; i < 4; i++) {
          long at = start + i * MINUTE / 4;
          log.add(
              RandomLog.event(
                  log.size(), new Trade(BTC, at, at, "", trades[t][i], 1 + i, Side.BUY)));
        }
      }
    }
    return log;
  }

  private static List<Assessment> fold(BarSource source, List<String> names, List<LogEvent> log) {
    return RandomLog.assessments(scoring(source, names), log);
  }

  private static FeatureScoring scoring(BarSource source, List<String> names) {
    return new FeatureScoring(new FeatureSet(names, MINUTE), 1, Trigger.EVERY, i -> source, 3);
  }
}
