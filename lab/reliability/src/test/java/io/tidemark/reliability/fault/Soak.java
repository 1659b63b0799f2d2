package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A long time in time-lapse, with kills; what grows is seen in the processes that survive: the
 * JobManager, and one TaskManager in which every kill starts the jobs anew.
 */
final class Soak {

  private static final long BETWEEN_KILLS_MILLIS = 30_000;

  /** Facts a second; each minute of the market has some 60. */
  private static final int PACE = 100;

  /** A third more at the end than in the middle is growth. */
  private static final double GROWTH = 1.33;

  private Soak() {}

  /** Enough for {@code minutes} and what comes before and afterwards. */
  static MarketPace pace(int minutes) {
    return new MarketPace(PACE, (minutes + 10) * PACE * 60 / 50);
  }

  static Fault lasting(int minutes) {
    return (stage, run) -> {
      long end = System.nanoTime() + minutes * 60_000_000_000L;
      String survivor = stage.cluster().addTaskManager();
      stage.cluster().awaitTaskManagers();
      Path flink = stage.folder().resolve("flink");
      List<Sample> leaders = new ArrayList<>();
      List<Sample> workers = new ArrayList<>();
      List<Long> checkpoints = new ArrayList<>();
      List<Long> recoveries = new ArrayList<>();
      while (System.nanoTime() < end) {
        String victim = TaskManagers.worker(run, survivor);
        recoveries.add(TaskManagers.kill(stage.cluster(), run, victim));
        Thread.sleep(BETWEEN_KILLS_MILLIS);
        leaders.add(Sample.of(stage.cluster().jobManagerPid(), flink.resolve("jobmanager/tmp")));
        workers.add(
            Sample.of(
                stage.cluster().taskManager(survivor).pid(),
                flink.resolve(survivor).resolve("tmp")));
        checkpoints.add(run.signal().checkpointBytes());
      }
      assertThat(leaders).as("samples").hasSizeGreaterThan(2);
      return new Hit(
          "%d minutes, %d kills, %,d facts".formatted(minutes, recoveries.size(), run.fed()),
          "%s; from the middle to the end: JobManager %s; TaskManager %s; checkpoint %,d to %,d KB"
              .formatted(
                  TaskManagers.recovered(recoveries),
                  middle(leaders).to(last(leaders)),
                  middle(workers).to(last(workers)),
                  middle(checkpoints) / 1_024,
                  last(checkpoints) / 1_024),
          "",
          (after, judgement) ->
              last(leaders).isMoreThan(middle(leaders), GROWTH)
                      || last(workers).isMoreThan(middle(workers), GROWTH)
                      || last(checkpoints) > middle(checkpoints) * GROWTH
                  ? "it grows"
                  : Hit.calm(judgement));
    };
  }

  private static <T> T middle(List<T> samples) {
    return samples.get(samples.size() / 2);
  }

  private static <T> T last(List<T> samples) {
    return samples.get(samples.size() - 1);
  }

  /**
   * What a process had at a moment.
   *
   * @param kilobytes resident
   * @param threads of it
   * @param descriptors of it
   * @param files temporary ones
   */
  private record Sample(long kilobytes, long threads, long descriptors, long files) {

    static Sample of(long pid, Path temporary) throws IOException {
      Path process = Path.of("/proc", Long.toString(pid));
      return new Sample(
          status(process, "VmRSS:"),
          status(process, "Threads:"),
          count(process.resolve("fd")),
          files(temporary));
    }

    private static long status(Path process, String key) throws IOException {
      for (String line : Files.readAllLines(process.resolve("status"))) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      throw new IOException(process + " has no " + key);
    }

    private static long count(Path folder) throws IOException {
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.count();
      }
    }

    /** Without those of RocksDB, which come and go while they are counted. */
    private static long files(Path folder) throws IOException {
      long count = 0;
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.toList()) {
          count += Files.isDirectory(entry) ? 1 + count(entry) : 1;
        }
      }
      return count;
    }

    boolean isMoreThan(Sample earlier, double factor) {
      return kilobytes > earlier.kilobytes * factor
          || threads > earlier.threads * factor
          || descriptors > earlier.descriptors * factor
          || files > earlier.files * factor + 10;
    }

    String to(Sample later) {
      return "%d to %d MB, %d to %d threads, %d to %d descriptors, %d to %d temporary files"
          .formatted(
              kilobytes / 1_024,
              later.kilobytes / 1_024,
              threads,
              later.threads,
              descriptors,
              later.descriptors,
              files,
              later.files);
    }
  }
}
