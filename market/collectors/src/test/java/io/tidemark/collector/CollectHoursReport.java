package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long recoveries took, and what the process held meanwhile. */
final class CollectHoursReport {

  /** Less than this is noise of the collector of garbage, of clients and of the broker. */
  private static final long NOISE_BYTES = 48 << 20;

  private static final int NOISE_THREADS = 8;
  private static final int NOISE_FILES = 32;

  private record Sample(long heapBytes, int threads, long files) {}

  private final double hours;
  private final int speed;
  private final long seed;
  private final Map<BoxFault, List<Double>> byFault = new TreeMap<>();
  private final Map<BoxVenue, List<Double>> byVenue = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();

  CollectHoursReport(double hours, int speed, long seed) {
    this.hours = hours;
    this.speed = speed;
    this.seed = seed;
  }

  void recovered(BoxVenue venue, BoxFault fault, double seconds) {
    byFault.computeIfAbsent(fault, any -> new ArrayList<>()).add(seconds);
    byVenue.computeIfAbsent(venue, any -> new ArrayList<>()).add(seconds);
  }

  /** What the process holds now. */
  void sample() {
    System.gc();
    long files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0;
    samples.add(
        new Sample(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
            ManagementFactory.getThreadMXBean().getThreadCount(),
            files));
  }

  /** The end holds no more than the first quarter did. */
  void assertFlat() {
    Sample most = new Sample(0, 0, 0);
    for (Sample each : samples.subList(0, samples.size() / 4)) {
      most =
          new Sample(
              Math.max(most.heapBytes, each.heapBytes),
              Math.max(most.threads, each.threads),
              Math.max(most.files, each.files));
    }
    Sample last = samples.get(samples.size() - 1);
    assertThat(last.heapBytes).as("heap").isLessThan(most.heapBytes + NOISE_BYTES);
    assertThat(last.threads).as("threads").isLessThan(most.threads + NOISE_THREADS);
    assertThat(last.files).as("descriptors").isLessThan(most.files + NOISE_FILES);
  }

  /** Writes the tables if a file is named. */
  void keep(long written) throws IOException {
    String file = System.getProperty("tidemark.collect.report", "");
    if (file.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%.1f hours of the collector's clock, %d times as fast as the wall's; seed %d; %,d records"
                + " written; %d processors; Java %d.",
            hours,
            speed,
            seed,
            written,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature()));
    table(lines, "fault", byFault);
    table(lines, "venue", byVenue);
    lines.add("");
    lines.add("| at | heap MB | threads | descriptors |");
    lines.add("|---|---|---|---|");
    for (int i = 0; i < samples.size(); i++) {
      Sample each = samples.get(i);
      lines.add(
          text(
              "| %d/%d | %d | %d | %d |",
              i + 1, samples.size(), each.heapBytes >> 20, each.threads, each.files));
    }
    Files.write(Path.of(file), lines);
  }

  private static <K> void table(List<String> lines, String what, Map<K, List<Double>> recoveries) {
    lines.add("");
    lines.add("| " + what + " | times | recovered after, s: median | worst |");
    lines.add("|---|---|---|---|");
    recoveries.forEach(
        (key, seconds) -> {
          List<Double> sorted = new ArrayList<>(seconds);
          Collections.sort(sorted);
          lines.add(
              text(
                  "| `%s` | %d | %.0f | %.0f |",
                  key,
                  sorted.size(),
                  sorted.get(sorted.size() / 2),
                  sorted.get(sorted.size() - 1)));
        });
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
