package io.tidemark.bench.memory;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process holds after a full garbage collection.
 *
 * @param done scorings or swaps so far
 * @param residentMiB of the whole process, with all native memory ({@code VmRSS}); null where the
 *     operating system has no {@code /proc}
 * @param heapMiB used objects
 * @param directMiB direct buffers
 */
public record MemorySample(
    long done, @Nullable Double residentMiB, double heapMiB, double directMiB) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double MIB = 1 << 20;

  /** Collects the garbage, then looks. */
  static MemorySample take(long done) throws IOException {
    System.gc();
    return new MemorySample(
        done,
        resident(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB,
        direct() / MIB);
  }

  /** Whether {@link #residentMiB()} can be known here. */
  public static boolean seesResident() {
    return Files.isReadable(STATUS);
  }

  private static @Nullable Double resident() throws IOException {
    if (!seesResident()) {
      return null;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(RESIDENT)) {
        String kibibytes = line.substring(RESIDENT.length()).strip().split(" ", 2)[0];
        return Long.parseLong(kibibytes) / 1024.0;
      }
    }
    return null;
  }

  private static long direct() {
    List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    return pools.stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
