package io.tidemark.benchmarks;

import io.tidemark.core.drift.KsReference;
import io.tidemark.core.drift.KsWindow;
import io.tidemark.core.drift.KsWindowState;
import io.tidemark.core.drift.TwoSampleKs;
import java.util.Random;
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
 * What one more live sample costs: an insertion, an eviction and the exact distance. {@code tree}
 * is what the drift gate does, {@code sortAndMerge} answers the same question from scratch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KsWindowBenchmark {

  private static final int STREAM = 1 << 16;

  /** Samples in the reference and in the live window. */
  @Param({"1000/1000", "10000/1000"})
  public String sizes = "1000/1000";

  private float[] reference = {};
  private float[] stream = {};
  private float[] recent = {};
  private KsWindow window = new KsWindow(KsReference.of(new float[1]), 1);
  private KsWindowState state = window.newState();
  private int next;

  /** A full window. */
  @Setup
  public void fill() {
    Random random = new Random(42);
    String[] mAndW = sizes.split("/", -1);
    reference = normal(random, Integer.parseInt(mAndW[0]));
    recent = normal(random, Integer.parseInt(mAndW[1]));
    stream = normal(random, STREAM);
    window = new KsWindow(KsReference.of(reference), recent.length);
    state = window.newState();
    for (float value : recent) {
      window.step(state, value);
    }
  }

  /** In O(log m). */
  @Benchmark
  public double tree() {
    window.step(state, nextValue());
    return window.distance(state);
  }

  /** In O(n log n). */
  @Benchmark
  public double sortAndMerge() {
    float value = nextValue();
    recent[next % recent.length] = value;
    return TwoSampleKs.distance(reference, recent);
  }

  private float nextValue() {
    next = (next + 1) & (STREAM - 1);
    return stream[next];
  }

  private static float[] normal(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
