package io.tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Measures the steady state of one run: the first quarter of the events is dropped, what counts is
 * from the first mark after it to the last.
 */
public final class Meter {

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long from;
  private @Nullable Mark first;
  private @Nullable Mark last;

  private record Mark(long events, long nanos, long cpuNanos) {}

  /**
   * Begins a run.
   *
   * @param events in all
   */
  public Meter(long events) {
    this.from = events / 4;
  }

  /** So many events are done now. */
  public void mark(long events) {
    if (events < from) {
      return;
    }
    Mark now = new Mark(events, System.nanoTime(), process.getProcessCpuTime());
    if (first == null) {
      first = now;
    }
    last = now;
  }

  /** Between the two marks; null if there are no two of them with events between. */
  public @Nullable Rate rate() {
    if (first == null || last == null || last.events == first.events) {
      return null;
    }
    double events = last.events - first.events;
    return new Rate(
        events / ((last.nanos - first.nanos) / 1e9),
        (last.cpuNanos - first.cpuNanos) / 1e3 / events);
  }
}
