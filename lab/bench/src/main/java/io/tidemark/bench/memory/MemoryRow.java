package io.tidemark.bench.memory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of work left behind. Its JSON is flat: the parts' fields, one after the other.
 *
 * @param task what was done
 * @param trends of what was held along the way
 * @param samples along the way
 */
public record MemoryRow(
    @JsonUnwrapped Task task, @JsonUnwrapped Trends trends, List<MemorySample> samples) {

  /**
   * What was done.
   *
   * @param work in words
   * @param model with which
   * @param times how often
   * @param unit so many of them are one unit of the trends
   * @param control whether it forgets to close, and so must grow
   */
  public record Task(String work, String model, long times, long unit, boolean control) {}

  /**
   * How memory went along.
   *
   * @param resident trend of the whole process; null where it cannot be seen
   * @param heap trend of used objects
   * @param direct trend of direct buffers
   */
  public record Trends(@Nullable Trend resident, Trend heap, Trend direct) {

    private static Trends of(List<MemorySample> samples, long unit) {
      long[] done = samples.stream().mapToLong(MemorySample::done).toArray();
      double[] resident =
          samples.stream()
              .map(MemorySample::residentMiB)
              .mapToDouble(mib -> mib == null ? Double.NaN : mib)
              .toArray();
      return new Trends(
          MemorySample.seesResident() ? Trend.of(done, resident, unit) : null,
          Trend.of(done, samples.stream().mapToDouble(MemorySample::heapMiB).toArray(), unit),
          Trend.of(done, samples.stream().mapToDouble(MemorySample::directMiB).toArray(), unit));
    }

    /** Whether any of the three grows beyond noise. */
    private boolean grow() {
      return (resident != null && resident.grows()) || heap.grows() || direct.grows();
    }
  }

  static MemoryRow of(Task task, List<MemorySample> samples) {
    return new MemoryRow(task, Trends.of(samples, task.unit()), samples);
  }

  /** Whether any of the three grows beyond noise. */
  boolean grows() {
    return trends.grow();
  }

  /** A control that is not seen to grow says that nothing would be; unless it cannot be seen. */
  boolean asItShould() {
    return task.control() ? grows() || trends.resident() == null : !grows();
  }
}
