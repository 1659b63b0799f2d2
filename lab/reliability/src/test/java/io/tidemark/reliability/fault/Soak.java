package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A long time in time-lapse, with kills; what grows is seen in the process that survives. */
final class Soak {

  private static final long BETWEEN_KILLS_MILLIS = 30_000;

  /** A third more in the last third than in the middle one is growth. */
  private static final double GROWTH = 1.33;

  private Soak() {}

  static Fault lasting(int minutes) {
    return (stage, run) -> {
      long end = System.nanoTime() + minutes * 60_000_000_000L;
      long survivor = stage.cluster().jobManagerPid();
      List<Sample> samples = new ArrayList<>();
      List<Long> recoveries = new ArrayList<>();
      while (System.nanoTime() < end) {
        recoveries.add(TaskManagers.kill(stage.cluster(), run, TaskManagers.worker(run)));
        Thread.sleep(BETWEEN_KILLS_MILLIS);
        samples.add(
            Sample.of(survivor, stage.folder().resolve("flink"), run.signal().checkpointBytes()));
      }
      assertThat(samples).as("samples").hasSizeGreaterThan(2);
      Sample middle = samples.get(samples.size() / 2);
      Sample last = samples.get(samples.size() - 1);
      return new Hit(
          "%d minutes, %d kills, %,d facts".formatted(minutes, recoveries.size(), run.fed()),
          TaskManagers.recovered(recoveries)
              + "; JobManager and files, middle to end: "
              + middle.to(last),
          "",
          (after, judgement) -> last.isMoreThan(middle, GROWTH) ? "it grows" : Hit.calm(judgement));
    };
  }

  /**
   * What was there at a moment.
   *
   * @param kilobytes resident, of the JobManager
   * @param threads of it
   * @param descriptors of it
   * @param files temporary ones of processes that live
   * @param checkpoint bytes of the newest one
   */
  private record Sample(
      long kilobytes, long threads, long descriptors, long files, long checkpoint) {

    static Sample of(long pid, Path flink, long checkpoint) throws IOException {
      Path process = Path.of("/proc", Long.toString(pid));
      return new Sample(
          status(process, "VmRSS:"),
          status(process, "Threads:"),
          count(process.resolve("fd"), 1),
          count(flink.resolve("jobmanager/tmp"), 99),
          checkpoint);
    }

    private static long status(Path process, String key) throws IOException {
      for (String line : Files.readAllLines(process.resolve("status"))) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      throw new IOException(process + " has no " + key);
    }

    private static long count(Path folder, int depth) throws IOException {
      try (Stream<Path> files = Files.walk(folder, depth)) {
        return files.count();
      }
    }

    boolean isMoreThan(Sample earlier, double factor) {
      return kilobytes > earlier.kilobytes * factor
          || threads > earlier.threads * factor
          || descriptors > earlier.descriptors * factor
          || files > earlier.files * factor + 10;
    }

    String to(Sample later) {
      return "%d to %d MB, %d to %d threads, %d to %d descriptors, %d to %d temporary files, checkpoint %d to %d KB"
          .formatted(
              kilobytes / 1_024,
              later.kilobytes / 1_024,
              threads,
              later.threads,
              descriptors,
              later.descriptors,
              files,
              later.files,
              checkpoint / 1_024,
              later.checkpoint / 1_024);
    }
  }
}
