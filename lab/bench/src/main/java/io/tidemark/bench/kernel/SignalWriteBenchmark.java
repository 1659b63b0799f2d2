package io.tidemark.bench.kernel;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.score.StableId;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.wire.Action;
import io.tidemark.wire.DriftStatus;
import io.tidemark.wire.DriftVerdict;
import io.tidemark.wire.RiskClass;
import io.tidemark.wire.RiskOutcome;
import io.tidemark.wire.RiskRule;
import io.tidemark.wire.RiskVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  /** As it would be read: built by name, so that a new field has its default. */
  private Signal signal() {
    try {
      Parsed<Signal> read = byAvro.decode(wire().toByteBuffer().array());
      return ((Parsed.Valid<Signal>) read).value();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private static io.tidemark.wire.Signal wire() {
    List<Float> features = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      features.add(i / 7f);
    }
    return io.tidemark.wire.Signal.newBuilder()
        .setId(StableId.of("one"))
        .setSupersedes(StableId.of("the one before"))
        .setInstrument(Moves.BTC)
        .setEventTime(instant(Moves.START))
        .setValidUntil(instant(Moves.START + Moves.DAY))
        .setLogOffset(1_234_567)
        .setAction(Action.BUY)
        .setReason("probability of a rise 0.612, strength 71.3 (at least 65); size 3.57 %")
        .setStrength(71.3)
        .setProbability(0.612)
        .setProbabilityLow(0.58)
        .setProbabilityHigh(0.64)
        .setReferencePrice(40_000.5)
        .setHorizonMicros(Moves.DAY)
        .setRiskClass(RiskClass.MEDIUM)
        .setSize(0.0357)
        .setModelId("btc-linear")
        .setModelVersion("1")
        .setModelSha256("0123456789abcdef".repeat(4))
        .setFeatureSetHash("fedcba9876543210".repeat(4))
        .setFeatures(features)
        .setDrift(
            DriftVerdict.newBuilder()
                .setStatus(DriftStatus.WATCH)
                .setFeature("rsi(14)")
                .setDistance(0.12)
                .setThreshold(0.4)
                .setWindow(500)
                .build())
        .setVerdicts(
            List.of(
                RiskVerdict.newBuilder()
                    .setRule(RiskRule.FUNDING_EXTREME)
                    .setOutcome(RiskOutcome.NOT_APPLICABLE)
                    .setLimit(0.001)
                    .build(),
                RiskVerdict.newBuilder()
                    .setRule(RiskRule.POSITION_CAP)
                    .setOutcome(RiskOutcome.REDUCE)
                    .setObserved(0.0713)
                    .setLimit(0.0357)
                    .build()))
        .setInSample(false)
        .build();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
