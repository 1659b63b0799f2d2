package io.tidemark.bench.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of work left behind.
 *
 * @param work what was done
 * @param model with which
 * @param times how often
 * @param unit so many of them are one unit of the trends
 * @param control whether it forgets to close, and so must grow
 * @param resident trend of the whole process; null where it cannot be seen
 * @param heap trend of used objects
 * @param direct trend of direct buffers
 * @param samples along the way
 */
public record MemoryRow(
    String work,
    String model,
    long times,
    long unit,
    boolean control,
    @Nullable Trend resident,
    Trend heap,
    Trend direct,
    List<MemorySample> samples) {

  static MemoryRow of(
      String work,
      String model,
      long times,
      long unit,
      boolean control,
      List<MemorySample> samples) {
    long[] done = samples.stream().mapToLong(MemorySample::done).toArray();
    double[] resident =
        samples.stream()
            .map(MemorySample::residentMiB)
            .mapToDouble(mib -> mib == null ? Double.NaN : mib)
            .toArray();
    return new MemoryRow(
        work,
        model,
        times,
        unit,
        control,
        MemorySample.seesResident() ? Trend.of(done, resident, unit) : null,
        Trend.of(done, samples.stream().mapToDouble(MemorySample::heapMiB).toArray(), unit),
        Trend.of(done, samples.stream().mapToDouble(MemorySample::directMiB).toArray(), unit),
        samples);
  }

  /** Whether any of the three grows beyond noise. */
  boolean grows() {
    return (resident != null && resident.grows()) || heap.grows() || direct.grows();
  }

  /** A control that is not seen to grow says that nothing would be; unless it cannot be seen. */
  boolean asItShould() {
    return control ? grows() || resident == null : !grows();
  }
}
