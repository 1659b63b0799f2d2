package io.tidemark.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Collects two columns as two samples. A NULL or NaN on one side is missing there and takes nothing
 * from the other, so that the samples may differ in size.
 */
public abstract class KsAggregate
    extends AggregateFunction<@Nullable Double, KsAggregate.TwoSamples> {

  private static final long serialVersionUID = 1L;

  /** Most values that the two samples of one group may hold together. */
  static final int MOST = 1_000_000;

  /** The values of one group; in a stream they lie in Flink's state, one entry a value. */
  public static final class TwoSamples {

    /** The first column's. */
    public ListView<Float> a = new ListView<>();

    /** The second column's. */
    public ListView<Float> b = new ListView<>();

    /** How many both hold. */
    public int count;
  }

  /** For the functions of this package. */
  KsAggregate() {}

  /** The statistic of two samples that may hold NaN; NaN if there is none. */
  abstract double statistic(float[] a, float[] b);

  @Override
  public TwoSamples createAccumulator() {
    return new TwoSamples();
  }

  /** Takes in a row. */
  public void accumulate(TwoSamples samples, @Nullable Double a, @Nullable Double b)
      throws Exception {
    add(samples, samples.a, a);
    add(samples, samples.b, b);
  }

  /** Takes in what others have collected. */
  public void merge(TwoSamples samples, Iterable<TwoSamples> others) throws Exception {
    for (TwoSamples other : others) {
      for (Float value : other.a.get()) {
        add(samples, samples.a, (double) value);
      }
      for (Float value : other.b.get()) {
        add(samples, samples.b, (double) value);
      }
    }
  }

  /** Back to two empty samples. */
  public void resetAccumulator(TwoSamples samples) {
    samples.a.clear();
    samples.b.clear();
    samples.count = 0;
  }

  @Override
  public @Nullable Double getValue(TwoSamples samples) {
    try {
      return Columns.orNull(statistic(floats(samples.a), floats(samples.b)));
    } catch (Exception e) {
      throw new FlinkRuntimeException("the samples could not be read from Flink's state", e);
    }
  }

  private static void add(TwoSamples samples, ListView<Float> sample, @Nullable Double value)
      throws Exception {
    if (value == null || value.isNaN()) {
      return;
    }
    if (samples.count == MOST) {
      throw new IllegalArgumentException(
          "a Kolmogorov-Smirnov aggregate holds at most "
              + MOST
              + " values a group: group by a shorter time, or sample");
    }
    samples.count++;
    sample.add(value.floatValue());
  }

  private static float[] floats(ListView<Float> sample) throws Exception {
    List<Float> values = new ArrayList<>();
    sample.get().forEach(values::add);
    return Columns.floats(values.toArray(Float[]::new));
  }
}
