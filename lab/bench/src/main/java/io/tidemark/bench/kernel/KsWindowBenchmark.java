package io.tidemark.bench.kernel;

import io.tidemark.core.drift.KsReference;
import io.tidemark.core.drift.KsWindow;
import io.tidemark.core.drift.KsWindowState;
import java.util.Arrays;
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
 * is what the drift gate does, the others are what it is held against.
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
  @Param({"1000/100", "1000/1000", "1000/10000", "10000/1000", "10000/10000"})
  public String sizes = "1000/1000";

  private float[] reference = {};
  private float[] stream = {};
  private float[] recent = {};
  private float[] sortedReference = {};
  private SortedWindow sortedWindow = new SortedWindow(new float[1]);
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
    sortedReference = reference.clone();
    Arrays.sort(sortedReference);
    sortedWindow = new SortedWindow(recent);
    holdAgainstEachOther();
  }

  /** In O(log m). */
  @Benchmark
  public double tree() {
    window.step(state, nextValue());
    return window.distance(state);
  }

  /** A window that is kept sorted, and one merge: O(m + w). */
  @Benchmark
  public double keptSorted() {
    sortedWindow.replaceOldest(nextValue());
    return sortedWindow.distance(sortedReference);
  }

  /** As {@code ks_2samp} is called upon each sample: both sides are copied, sorted, merged. */
  @Benchmark
  public double sortAndMerge() {
    recent[next % recent.length] = nextValue();
    float[] fixed = reference.clone();
    float[] live = recent.clone();
    Arrays.sort(fixed);
    Arrays.sort(live);
    return SortedWindow.merge(fixed, live);
  }

  /** The same with a reference that was sorted once. */
  @Benchmark
  public double sortLiveAndMerge() {
    recent[next % recent.length] = nextValue();
    float[] live = recent.clone();
    Arrays.sort(live);
    return SortedWindow.merge(sortedReference, live);
  }

  /** All answer the same, or the figures are worth nothing. */
  private void holdAgainstEachOther() {
    for (int i = 0; i < 2 * recent.length; i++) {
      float value = stream[i % recent.length];
      window.step(state, value);
      sortedWindow.replaceOldest(value);
      recent[i % recent.length] = value;
    }
    float[] live = recent.clone();
    Arrays.sort(live);
    double distance = window.distance(state);
    if (distance != sortedWindow.distance(sortedReference)
        || distance != SortedWindow.merge(sortedReference, live)) {
      throw new IllegalStateException("the contenders do not agree");
    }
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
