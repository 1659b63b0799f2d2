package io.tidemark.bench.kernel;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A trade a tenth of a second, taken in and asked about, for windows of different length: of time
 * or, for comparison, of so many minute bars. {@link FeatureCosts} runs it for all of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class WindowLengthBenchmark {

  private static final long EVENT = 100_000;
  private static final int PRINTS = 100_000;

  /** The feature. */
  @Param("return_over(1h)")
  public String call = "return_over(1h)";

  private final Moves moves = new Moves();
  private final Bar bar = new Bar();
  private final Print print = new Print();
  private final double[] out = new double[1];
  private FeatureSet set = new FeatureSet(List.of("log_return"), Moves.MINUTE);
  private double[] cells = {};
  private long clock;
  private long next;

  /** Trades and bars of 31 days and, at last, of half an hour. */
  @Setup
  public void warmUp() {
    set = new FeatureSet(Collections.singletonList(call), Moves.MINUTE);
    cells = new double[set.cells()];
    long days = 31 * Moves.DAY;
    clock = Moves.START;
    moves.bar(bar, 0);
    for (int i = 0; i < PRINTS; i++) {
      step(days / PRINTS);
    }
    for (int i = 0; i < 18_000; i++) {
      step(EVENT);
    }
    if (!Double.isFinite(out[0])) {
      throw new IllegalStateException(call + " is " + out[0]);
    }
  }

  /** One trade. */
  @Benchmark
  public double event() {
    return step(EVENT);
  }

  private double step(long later) {
    clock += later;
    while (clock >= bar.start + Moves.MINUTE) {
      long start = bar.start + Moves.MINUTE;
      set.close(cells, bar, start);
      bar.flat(start, bar.close);
    }
    next++;
    moves.print(print, next, clock);
    bar.trade(print.price, print.quantity, print.signed);
    set.traded(cells, print);
    set.values(cells, bar, clock, out);
    return out[0];
  }
}
