package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instrument that was delisted begins anew, by the log's own time. */
class StateExpiryTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final String LUNA = "LUNA-USDT@binance";

  private final FeatureScoring scoring =
      new FeatureScoring(
          new FeatureSet(
              List.of("log_return", "rsi(5)", "ema_distance(9)@4h", "missing(nvt,400d)"), HOUR),
          3,
          Trigger.EVERY,
          instrument -> BarSource.CANDLES,
          3);
  private final ScoringState state = new ScoringState();
  private long offset;

  @Test
  void nothingIsLeftButWhatRepetitionsAreKnownByAndTheClock() throws IOException {
    bars(scoring, state, 0, 60, 80);
    step(new Funding(LUNA, 60 * HOUR, 60 * HOUR, 1e-4));
    step(new Metric(LUNA, 60 * HOUR, 60 * HOUR, "nvt", 7));
    step(new Tick(LUNA, 60 * HOUR + FeatureScoring.EXPIRE_AFTER));
    assertThat(state.price).as("at the limit").isFinite();

    long after = 60 * HOUR + FeatureScoring.EXPIRE_AFTER + 1;
    step(new Tick(LUNA, after));

    ScoringState fresh = new ScoringState();
    fresh.origins.isNew(new Origin("bars", 0, 59));
    scoring.step(fresh, event(new Tick(LUNA, after), "facts", offset - 1));
    assertThat(StateBytes.bytes(new ScoringStateCodec(), state))
        .isEqualTo(StateBytes.bytes(new ScoringStateCodec(), fresh));
    assertThat(state.clock).isEqualTo(after);
  }

  @Test
  void whatWasThereBeforeIsStillKnownAsARepetition() {
    LogEvent first = event(candle(0, 80), "bars", 0);
    scoring.step(state, first);
    step(new Tick(LUNA, 200 * DAY));

    assertThat(scoring.step(state, first).intake()).isEqualTo(Intake.DUPLICATE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherCoinUnderTheTickerIsSeenAsIfItWereTheFirst(boolean ticksBetween) {
    bars(scoring, state, 0, 60, 80);
    for (long day = 3; ticksBetween && day < 100; day++) {
      step(new Tick(LUNA, day * DAY));
    }
    ScoringState other = new ScoringState();

    List<String> relisted = bars(scoring, state, 2_400, 60, 1);

    assertThat(relisted).isEqualTo(bars(scoring, other, 2_400, 60, 1));
    assertThat(relisted.get(59)).contains("true");
  }

  @Test
  void anInstrumentOfWhichNothingWasEverHeardDoesNotForgetItsContext() {
    step(new Metric(LUNA, 0, 0, "nvt", 7));
    step(new Tick(LUNA, 150 * DAY));

    bars(scoring, state, 150 * 24 + 1, 60, 1);

    ScoreOutcome last = step(new Metric(LUNA, 160 * DAY, 160 * DAY, "mvrv", 1));
    assertThat(last.assessment()).isNotNull();
    assertThat(last.assessment().features()[3]).as("missing(nvt,400d)").isZero();
  }

  private ScoreOutcome step(Fact fact) {
    return scoring.step(state, event(fact, "facts", offset++));
  }

  private static List<String> bars(
      FeatureScoring scoring, ScoringState state, int first, int bars, double price) {
    List<String> said = new ArrayList<>();
    for (int i = first; i < first + bars; i++) {
      double close = price * (1 + 0.1 * Math.sin(i));
      ScoreOutcome outcome = scoring.step(state, event(candle(i, close), "bars", i));
      Assessment assessment = outcome.assessment();
      said.add(
          assessment == null
              ? ""
              : assessment.scored()
                  + " "
                  + Arrays.toString(outcome.input())
                  + assessment.market().price().value()
                  + " "
                  + assessment.barsToWarm()
                  + " "
                  + assessment.market().value(MarketInput.ATR)
                  + " "
                  + assessment.market().value(MarketInput.VOLATILITY));
    }
    return said;
  }

  private static Candle candle(int hour, double close) {
    return new Candle(
        LUNA, hour * HOUR, HOUR, (hour + 1) * HOUR, close, 1.2 * close, 0.8 * close, close, 3);
  }

  private static LogEvent event(Fact fact, String topic, long offset) {
    return new LogEvent(LUNA, fact.availableAt(), new Origin(topic, 0, offset), offset, 0, fact);
  }
}
