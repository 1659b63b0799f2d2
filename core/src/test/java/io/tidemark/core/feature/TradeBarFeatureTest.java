package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.ScoringStateCodec;
import io.tidemark.core.score.Trigger;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every feature of bars where these bars end with a trade. */
class TradeBarFeatureTest {

  private static final String BTC = "BTC-USDT@sim";
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final int MAX_FLAT = 3;
  private static final float[] NOTHING = {};

  /** Trades and ticks; more minutes than may be flat lie before this event. */
  private static final int AFTER_HOLE = 450;

  private final List<LogEvent> log = log();

  /**
   * Every example of a feature of bars that is no number per year, at bars of trades and volume.
   */
  static List<String> examples() {
    List<String> examples = new ArrayList<>();
    for (FeatureFunction function : FeatureCatalog.functions()) {
      if (function.needs().ofBars() && !function.unit().startsWith("annualised")) {
        for (String name : FeatureExamples.BY_FUNCTION.getOrDefault(function.name(), List.of())) {
          examples.add(name + "@7t");
          examples.add(name + "@19v");
        }
      }
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyEventSeesTheBarAsItStandsAndNoLaterTrade(String name) throws IOException {
    List<float[]> seen = fold(name, log, Integer.MAX_VALUE);
    Oracle oracle = new Oracle(name);
    int known = 0;
    for (int i = 0; i < log.size(); i++) {
      // a close of the set's own bar is asked before the trade that shows it
      boolean before = oracle.endsBar(log.get(i));
      float[] then = before ? oracle.vector(log.get(i).fact().availableAt()) : NOTHING;
      oracle.take(log.get(i));
      boolean trade = log.get(i).fact() instanceof Trade;
      float[] now = before || !trade ? then : oracle.vector(log.get(i).fact().availableAt());
      assertThat(seen.get(i)).as(name + " at event " + i).isEqualTo(now);
      known += now.length;
    }
    assertThat(known).isGreaterThan(log.size() / 10);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aStateReadBackAtEveryStepSaysTheSame(String name) throws IOException {
    assertThat(fold(name, log, 1)).containsExactlyElementsOf(fold(name, log, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7t", "19v"})
  void aTradeThatIsLateForTheSetsOwnBarIsInNoBarOfTrades(String bar) throws IOException {
    List<LogEvent> late = new ArrayList<>();
    for (LogEvent event : log) {
      late.add(event(late.size(), event.fact()));
      if (event.fact() instanceof Trade trade && late.size() > 10) {
        long at = trade.availableAt();
        Trade old = new Trade(BTC, at - 2 * MINUTE, at, "", 5_000, 3, Side.BUY);
        late.add(event(late.size(), old));
      }
    }
    String name = "mean(volume,2)@" + bar;
    List<float[]> with = fold(name, late, Integer.MAX_VALUE);
    List<float[]> without = new ArrayList<>();
    for (int i = 0; i < late.size(); i++) {
      if (!(late.get(i).fact() instanceof Trade trade) || trade.price() != 5_000) {
        without.add(with.get(i));
      }
    }
    assertThat(without).containsExactlyElementsOf(fold(name, log, Integer.MAX_VALUE));
  }

  @Test
  void barsOfCandlesLeaveAFeatureOfTradesMissing() throws IOException {
    FeatureScoring scoring = scoring("rsi(1)@7t", BarSource.CANDLES);
    ScoringState state = new ScoringState();
    for (LogEvent event : log) {
      Assessment assessment = scoring.step(state, event).assessment();
      assertThat(assessment == null || !assessment.scored()).isTrue();
    }
  }

  @Test
  void theRoundingOfASumOfVolumesCostsNoTrade() throws IOException {
    List<LogEvent> tenths = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      long at = 1_000 * MINUTE + i * SECOND;
      tenths.add(event(i, new Trade(BTC, at, at, "", 100 + i, 0.1, Side.BUY)));
    }
    List<float[]> seen = fold("return(1)@1v", tenths, Integer.MAX_VALUE);
    assertThat(seen.get(9)).isEmpty();
    assertThat(seen.get(10)).containsExactly((float) (110.0 / 109 - 1));
    assertThat(seen.get(29)).containsExactly((float) (129.0 / 119 - 1));
  }

  /** One vector an event; empty where nothing is scored. */
  private static List<float[]> fold(String name, List<LogEvent> log, int restart)
      throws IOException {
    FeatureScoring scoring = scoring(name, BarSource.TRADES);
    ScoringState state = new ScoringState();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      if (i % restart == restart - 1) {
        state = StateBytes.restored(new ScoringStateCodec(), state);
      }
      Assessment a = scoring.step(state, log.get(i)).assessment();
      vectors.add(a == null || !a.scored() ? NOTHING : a.features());
    }
    return vectors;
  }

  private static FeatureScoring scoring(String name, BarSource source) {
    return new FeatureScoring(
        new FeatureSet(List.of(name), MINUTE), 1, Trigger.EVERY, i -> source, MAX_FLAT);
  }

  private static List<LogEvent> log() {
    Random random = new Random(11);
    List<LogEvent> log = new ArrayList<>();
    long at = 1_000 * MINUTE;
    double price = 100;
    for (int i = 0; i < 900; i++) {
      at += (1 + random.nextInt(9)) * SECOND + (i == AFTER_HOLE ? (MAX_FLAT + 2) * MINUTE : 0);
      price *= Math.exp(0.002 * random.nextGaussian());
      Side side = List.of(Side.BUY, Side.SELL, Side.UNKNOWN).get(random.nextInt(3));
      Trade trade = new Trade(BTC, at, at, "", price, 1 + random.nextInt(4), side);
      log.add(event(i, i % 10 == 9 ? new Tick(BTC, at) : trade));
    }
    return log;
  }

  private static LogEvent event(long offset, io.tidemark.core.fact.Fact fact) {
    return new LogEvent(BTC, fact.availableAt(), new Origin("raw", 0, offset), offset, 0, fact);
  }

  /** Cuts the trades into bars by counting, and asks the feature as of bars of the set's own. */
  private static final class Oracle {

    private final FeatureSet set;
    private final double size;
    private final boolean ofVolume;
    private final List<Trade> forming = new ArrayList<>();
    private double[] cells;
    private int closed;
    private long newest = Long.MIN_VALUE;
    private long clock;
    private long seenInPart = Long.MIN_VALUE;

    Oracle(String name) {
      int at = name.indexOf('@');
      this.set = new FeatureSet(List.of(name.substring(0, at)), MINUTE);
      this.size = Double.parseDouble(name.substring(at + 1, name.length() - 1));
      this.ofVolume = name.endsWith("v");
      this.cells = new double[set.cells()];
    }

    /** Whether it closes a bar of the set's own that is handed on: one seen from its start. */
    boolean endsBar(LogEvent event) {
      long minute = clock / MINUTE;
      return event.fact().availableAt() / MINUTE == minute + 1 && minute != seenInPart;
    }

    void take(LogEvent event) {
      long now = event.fact().availableAt();
      if (now / MINUTE > clock / MINUTE + 1 && now % MINUTE > MINUTE / 100) {
        seenInPart = now / MINUTE;
      }
      clock = now;
      if (!(event.fact() instanceof Trade trade)) {
        return;
      }
      if (newest != Long.MIN_VALUE && clock / MINUTE - newest / MINUTE - 1 > MAX_FLAT) {
        forming.clear();
        cells = new double[set.cells()];
        closed = 0;
      }
      double measured =
          ofVolume ? forming.stream().mapToDouble(Trade::quantity).sum() : forming.size();
      if (measured >= size) {
        set.close(cells, bar(), clock);
        closed++;
        forming.clear();
      }
      forming.add(trade);
      newest = clock;
    }

    float[] vector(long now) {
      if (forming.isEmpty() || closed < set.warmUp()) {
        return NOTHING;
      }
      double[] out = new double[1];
      set.values(cells, bar(), now, out);
      return new float[] {(float) out[0]};
    }

    private Bar bar() {
      Bar bar = new Bar();
      bar.flat(forming.get(0).eventTime(), forming.get(0).price());
      for (Trade trade : forming) {
        double sign =
            switch (trade.takerSide()) {
              case BUY -> 1;
              case SELL -> -1;
              case UNKNOWN -> 0;
            };
        bar.trade(trade.price(), trade.quantity(), sign * trade.quantity());
      }
      return bar;
    }
  }
}
