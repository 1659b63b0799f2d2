package io.tidemark.bench.kernel;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.util.Arrays;
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
 * What one feature costs: to be asked about the forming bar, as it is upon every event; to take in
 * a closed bar; and to take in what it looks at beside bars. {@link FeatureCosts} runs it for every
 * function of the catalogue.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class FeatureCostBenchmark {

  private static final int BARS = 3_000;
  private static final int BOOKS = 1 << 10;
  private static final int BOOK = 0;
  private static final int EVENTS_A_BAR = 1 << 9;
  private static final long EVENT = Moves.MINUTE / EVENTS_A_BAR;

  /** The feature. */
  @Param("rsi(14)")
  public String call = "rsi(14)";

  private final Moves moves = new Moves();
  private final Market market = new Market();
  private final Bar closing = new Bar();
  private final Print print = new Print();
  private final Fact[] books = new Fact[BOOKS];
  private Feature feature = FeatureCatalog.feature("log_return", Moves.MINUTE);
  private double[] cells = {};
  private long bars;
  private long events;
  private long taken;
  private long now;
  private int kind;

  /** Warms the feature up. */
  @Setup
  public void warmUp() {
    feature = FeatureCatalog.feature(call, Moves.MINUTE);
    cells = new double[feature.cells()];
    while (bars < BARS) {
      long clock = Moves.START + bars * Moves.MINUTE;
      for (int i = 0; i < Moves.KINDS; i++) {
        feature.observe(cells, 0, moves.fact(i, bars, clock), clock);
      }
      take(clock);
      close();
    }
    moves.bar(market.bar, bars);
    market.clock = market.bar.start;
    take(market.clock);
    double value = value();
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(call + " is " + value + " after " + bars + " bars");
    }
    now = market.bar.start + Moves.MINUTE;
    kind = kind();
    for (int i = 0; i < BOOKS; i++) {
      books[i] = moves.book(i, now, 10);
    }
  }

  /** About the forming bar, whose close is another one each time. */
  @Benchmark
  public double value() {
    events++;
    market.bar.close = moves.price(events);
    market.clock = market.bar.start + (events & (EVENTS_A_BAR - 1)) * EVENT;
    return feature.value(cells, 0, market);
  }

  /** A bar, and making it. */
  @Benchmark
  public void close() {
    moves.bar(closing, bars);
    bars++;
    Bar forming = market.bar;
    market.bar = closing;
    market.clock = closing.start + Moves.MINUTE;
    feature.close(cells, 0, market);
    market.bar = forming;
  }

  /** What it looks at beside bars, and making it: a trade, or a fact of its kind. */
  @Benchmark
  public void take() {
    taken++;
    if (feature.readsTape()) {
      take(now + taken * EVENT);
      return;
    }
    long time = kind == BOOK ? now : now + taken * Moves.MINUTE;
    Fact fact = kind == BOOK ? books[(int) taken & (BOOKS - 1)] : moves.fact(kind, taken, time);
    feature.observe(cells, 0, fact, time);
  }

  private void take(long time) {
    if (feature.readsTape()) {
      moves.print(print, taken, time);
      feature.traded(cells, 0, print);
    }
  }

  /** The kind of fact that it looks at: the one that changes its cells. */
  private int kind() {
    int changing = 0;
    for (int i = 0; i < Moves.KINDS; i++) {
      double[] before = cells.clone();
      feature.observe(cells, 0, moves.fact(i, bars, now), now);
      changing = Arrays.equals(before, cells) ? changing : i;
    }
    return changing;
  }
}
