package io.tidemark.client.doctor;

import io.tidemark.core.drift.DriftOptions;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.models.Baseline;
import io.tidemark.models.LoadedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the signal job's state will come to, from the sizes that were measured (see {@code
 * docs/reports/2026-11-21-state-size.md}). An estimate, meant to be right within a factor of two.
 *
 * @param instruments that are followed
 * @param stateBytes of one instrument, as written
 * @param heapBytes of one instrument, while its task keeps it alive
 */
record MemoryEstimate(int instruments, long stateBytes, long heapBytes) {

  /** Clock, bar, origins, standing signal and open alerts. */
  private static final long BASE_BYTES = 1_024;

  /** The twelve features of btc-linear take 2 KB. */
  private static final long FEATURE_BYTES = 170;

  /** A place in the ring of a drift window. */
  private static final long SAMPLE_BYTES = 4;

  /** Up to two cells of the drift test's tree for each reference value, 10 bytes each. */
  private static final long REFERENCE_BYTES = 20;

  /** How many instruments' state a task keeps alive. */
  private static final int ALIVE = 1_024;

  private static final String IGNORED = "ignore";

  static MemoryEstimate of(LoadedModel model, JobConfig config) {
    Baseline baseline = model.baseline();
    DriftOptions drift = config.drift().optionsFor(model.description().calibration(), 1);
    long series = baseline.roles().stream().filter(role -> !role.equals(IGNORED)).count();
    long state =
        BASE_BYTES
            + FEATURE_BYTES * model.featureNames().size()
            + series * (drift.window() + drift.shortWindow()) * SAMPLE_BYTES;
    return new MemoryEstimate(
        config.instruments().size(), state, state + series * baseline.rows() * REFERENCE_BYTES);
  }

  /** All state in RocksDB, bytes, as written. */
  long allState() {
    return instruments * stateBytes;
  }

  /** Heap of a task that holds all instruments, bytes. */
  long taskHeap() {
    return Math.min(instruments, ALIVE) * heapBytes;
  }

  /**
   * Holds the estimate against a cluster's settings.
   *
   * @param flinkConf directory of Flink's {@code config.yaml}; null if it is not known
   */
  Finding finding(@Nullable Path flinkConf) {
    String estimate =
        "%d instruments: about %s of state in RocksDB, at most %s of a task's heap"
            .formatted(instruments, size(allState()), size(taskHeap()));
    if (flinkConf == null || !Files.isDirectory(flinkConf)) {
      return Finding.cannotTell(
          "memory",
          estimate + "; whether that fits the cluster is not known here: name --flink-conf DIR");
    }
    try {
      Configuration flink = GlobalConfiguration.loadConfiguration(flinkConf.toString());
      TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(flink);
      long heap = spec.getTaskHeapSize().getBytes();
      String words =
          estimate + "; a task manager has " + size(heap) + " of task heap (" + flinkConf + ")";
      return taskHeap() <= heap / 2
          ? Finding.ok("memory", words)
          : Finding.problem(
              "memory",
              words
                  + ", and should have twice the estimate: raise taskmanager.memory.process.size, or"
                  + " spread the instruments over more tasks (at most "
                  + JobEnvironment.MAX_PARALLELISM
                  + ")");
    } catch (IllegalConfigurationException | IllegalArgumentException e) {
      return Finding.problem(
          "memory", flinkConf + " holds no memory settings that Flink accepts: " + e.getMessage());
    }
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? "%d KiB".formatted((bytes + 1_023) / 1_024)
        : "%d MiB".formatted((bytes + (1 << 20) - 1) >> 20);
  }
}
