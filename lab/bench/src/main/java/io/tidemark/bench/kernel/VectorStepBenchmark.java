package io.tidemark.bench.kernel;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event of the log through FEATURES + SCORE, with thirty features and a model that costs
 * nothing. {@code event} makes the event and does no more: what it takes and allocates is in the
 * others, too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class VectorStepBenchmark {

  /** Thirty of every kind, as a model of minute bars would have them. */
  static final List<String> THIRTY =
      List.of(
          "log_return",
          "log_return(5)",
          "return(60)",
          "realised_vol(60)",
          "parkinson(60)",
          "rsi(14)",
          "macd(12,26,9)",
          "macd_signal(12,26,9)",
          "bollinger_position(20)",
          "atr(14)",
          "stochastic_k(14)",
          "adx(14)",
          "cci(20)",
          "ema_distance(60)",
          "zscore(volume,60)",
          "minmax(close,60)",
          "percent_rank(volume,60)",
          "vwap_distance(60)",
          "volume_delta(20)",
          "signed_volume",
          "trade_intensity(20)",
          "book_imbalance(5)",
          "microprice",
          "ofi(5,1m)",
          "funding",
          "sentiment(6)",
          "return_over(1h)",
          "volume_imbalance_over(5m)",
          "realised_vol_over(1d)",
          "hour_sin");

  private static final long TRADES_A_BAR = 600;
  private static final int BARS = 2_000;

  private final Moves moves = new Moves();
  private final FeatureScoring scoring = scoring(THIRTY);
  private final ScoringState state = new ScoringState();
  private long offset;
  private long clock = Moves.START;

  static FeatureScoring scoring(List<String> features) {
    return new FeatureScoring(
        new FeatureSet(features, Moves.MINUTE),
        1,
        Trigger.EVERY,
        instrument -> BarSource.TRADES,
        5);
  }

  /** Warms every feature up. */
  @Setup
  public void warmUp() {
    for (int i = 0; i < BARS; i++) {
      for (int kind = 0; kind < Moves.KINDS; kind++) {
        scoring.step(state, event(moves.fact(kind, i, clock)));
      }
      closedBar();
    }
    Assessment last = closedBar().assessment();
    if (last == null || !last.scored()) {
      throw new IllegalStateException("not warm: " + last);
    }
  }

  /** Making an event. */
  @Benchmark
  public LogEvent event() {
    clock += Moves.MINUTE / TRADES_A_BAR;
    return event(moves.trade(offset, clock));
  }

  /** A trade; one in six hundred closes a bar. */
  @Benchmark
  public ScoreOutcome trade() {
    return scoring.step(state, event());
  }

  /** A trade that closes a bar: all features are asked and take it in. */
  @Benchmark
  public ScoreOutcome closedBar() {
    clock += Moves.MINUTE;
    return scoring.step(state, event(moves.trade(offset, clock)));
  }

  /**
   * A book of ten levels, and making it; so soon after the last that bars do not go without trades.
   */
  @Benchmark
  public ScoreOutcome book() {
    clock++;
    return scoring.step(state, event(moves.book(offset, clock, 10)));
  }

  private LogEvent event(Fact fact) {
    offset++;
    return new LogEvent(Moves.BTC, clock, new Origin("t", 0, offset), offset, 0, fact);
  }
}
