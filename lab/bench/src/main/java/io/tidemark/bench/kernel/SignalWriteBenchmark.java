package io.tidemark.bench.kernel;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.score.CalibratedPrediction;
import io.tidemark.core.score.StableId;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A signal of thirty features to its bytes: by hand, and by Avro's encoder. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignalWriteBenchmark {

  private static final int FEATURES = 30;

  private final OutputFormat<Signal> byHand = Topic.SIGNALS.format();
  private final OutputFormat<Signal> byAvro = OutputFormat.signalsByAvro();
  private final Signal signal = signal();

  /** What the signal job does. */
  @Benchmark
  public byte[] byHand() {
    return byHand.encode(signal);
  }

  /** The same bytes. */
  @Benchmark
  public byte[] byAvro() {
    return byAvro.encode(signal);
  }

  private static Signal signal() {
    float[] features = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      features[i] = i / 7f;
    }
    return new Signal(
        StableId.of("one"),
        StableId.of("the one before"),
        new EventRef(Moves.BTC, Moves.START, 1_234_567),
        new Recommendation(
            Action.BUY,
            "probability of a rise 0.612, strength 71.3 (at least 65); size 3.57 %",
            0.0357,
            40_000.5,
            RiskClass.MEDIUM,
            Moves.DAY,
            Moves.START + Moves.DAY),
        new CalibratedPrediction(71.3, 0.612, 0.58, 0.64),
        new SignalBasis(
            "btc-linear",
            "1",
            "0123456789abcdef".repeat(4),
            "fedcba9876543210".repeat(4),
            features,
            false),
        new DriftVerdict(DriftStatus.WATCH, "rsi(14)", 0.12, 0.4, 500),
        List.of(
            new RiskVerdict(
                RiskRule.FUNDING_EXTREME, RiskVerdict.Outcome.NOT_APPLICABLE, Double.NaN, 0.001),
            new RiskVerdict(RiskRule.POSITION_CAP, RiskVerdict.Outcome.REDUCE, 0.0713, 0.0357)));
  }
}
