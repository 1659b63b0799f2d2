package io.tidemark.client.doctor;

import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.SignalStructs;
import io.tidemark.flink.state.SlotHeap;
import io.tidemark.flink.state.StructSpec;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.models.Baseline;
import io.tidemark.models.LoadedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the signal job's state will come to, from the sizes that were measured (see {@code
 * docs/reports/2026-11-21-state-size.md}), and how much of it stays in memory. An estimate, meant
 * to be right within a factor of two.
 *
 * @param instruments that are followed
 * @param cachePercent of a slot's heap that states in memory may take
 * @param stateBytes of one instrument, as written
 * @param scoringHeap of the features and scores of one instrument in memory, bytes
 * @param driftHeap of the drift gate's windows and trees of one instrument in memory, bytes
 */
record MemoryEstimate(
    int instruments, int cachePercent, long stateBytes, long scoringHeap, long driftHeap) {

  /** Clock, bar, origins, standing signal and open alerts. */
  private static final long BASE_BYTES = 1_024;

  /** The twelve features of btc-linear take 2 KB. */
  private static final long FEATURE_BYTES = 170;

  /** A place in the ring of a drift window. */
  private static final long SAMPLE_BYTES = 4;

  /** Up to two cells of the drift test's tree for each reference value, 10 bytes each. */
  private static final long REFERENCE_BYTES = 20;

  /**
   * Where fewer than one instrument in so many stays in memory it is a problem: under Zipf's law a
   * tenth of 100,000 instruments has four fifths of the events.
   */
  private static final int FEWEST_ALIVE = 10;

  private static final int PERCENT = 100;
  private static final int TENTHS = 10;

  private static final String IGNORED = "ignore";

  static MemoryEstimate of(LoadedModel model, JobConfig config) {
    Baseline baseline = model.baseline();
    DriftOptions drift = config.drift().optionsFor(model.description().calibration(), 1);
    long series = baseline.roles().stream().filter(role -> !role.equals(IGNORED)).count();
    long features = FEATURE_BYTES * model.featureNames().size();
    long windows = series * (drift.window() + drift.shortWindow()) * SAMPLE_BYTES;
    return new MemoryEstimate(
        config.instruments().size(),
        config.market().cachePercent(),
        BASE_BYTES + features + windows,
        SlotHeap.ENTRY_BYTES + new InstrumentState().heapBytes() + features,
        SlotHeap.ENTRY_BYTES
            + new DriftState().heapBytes()
            + windows
            + series * baseline.rows() * REFERENCE_BYTES);
  }

  /** With another model of a strategy, which keeps a state of its own of each instrument. */
  MemoryEstimate with(MemoryEstimate other) {
    return new MemoryEstimate(
        instruments,
        cachePercent,
        stateBytes + other.stateBytes,
        scoringHeap + other.scoringHeap,
        driftHeap + other.driftHeap);
  }

  /** All state in RocksDB, bytes, as written. */
  long allState() {
    return instruments * stateBytes;
  }

  /** Of how many instruments a slot keeps the features in memory. */
  long alive(SlotHeap slot) {
    return cache(slot, SignalStructs.INSTRUMENT) / scoringHeap;
  }

  /** Of how many instruments a slot keeps the drift gate's trees in memory. */
  long aliveTrees(SlotHeap slot) {
    return cache(slot, SignalStructs.DRIFT) / driftHeap;
  }

  /** The smallest heap of a slot in which the features of so many instruments stay, bytes. */
  private long heapFor(long alive) {
    return alive
        * scoringHeap
        * PERCENT
        / cachePercent
        * TENTHS
        / SignalStructs.INSTRUMENT.cacheTenths();
  }

  private long cache(SlotHeap slot, StructSpec<?> spec) {
    return slot.cacheBytes(cachePercent, spec.cacheTenths());
  }

  /**
   * Holds the estimate against a cluster's settings.
   *
   * @param flinkConf directory of Flink's {@code config.yaml}; null if it is not known
   */
  Finding finding(@Nullable Path flinkConf) {
    String estimate =
        "%,d instruments: about %s of state in RocksDB, %s in memory if all of it were there"
            .formatted(
                instruments, size(allState()), size(instruments * (scoringHeap + driftHeap)));
    if (flinkConf == null || !Files.isDirectory(flinkConf)) {
      return Finding.cannotTell(
          "memory",
          estimate + "; how much of it stays there is not known here: name --flink-conf DIR");
    }
    try {
      Configuration flink = GlobalConfiguration.loadConfiguration(flinkConf.toString());
      return against(flink, TaskExecutorProcessUtils.processSpecFromConfig(flink), estimate);
    } catch (IllegalConfigurationException | IllegalArgumentException e) {
      return Finding.problem(
          "memory", flinkConf + " holds no memory settings that Flink accepts: " + e.getMessage());
    }
  }

  private Finding against(Configuration flink, TaskExecutorProcessSpec spec, String estimate) {
    int slots = flink.get(TaskManagerOptions.NUM_TASK_SLOTS);
    int tasks = flink.get(CoreOptions.DEFAULT_PARALLELISM);
    SlotHeap slot = new SlotHeap(spec.getTaskHeapSize().getBytes() / slots);
    long each = (instruments + tasks - 1L) / tasks;
    String words =
        "%s; a slot has %s of task heap and %s of managed memory, and with state.cache-percent %d it keeps %s of its %,d instruments in memory, the drift trees of %,d"
            .formatted(
                estimate,
                size(slot.bytes()),
                size(spec.getManagedMemorySize().getBytes() / slots),
                cachePercent,
                alive(slot) >= each ? "all" : "%,d".formatted(alive(slot)),
                each,
                Math.min(each, aliveTrees(slot)));
    if (aliveTrees(slot) == 0) {
      return Finding.problem(
          "memory",
          "%s: those of one instrument take %s; raise taskmanager.memory.process.size, or lower drift.window"
              .formatted(words, size(driftHeap)));
    }
    return alive(slot) * FEWEST_ALIVE >= each
        ? Finding.ok("memory", words)
        : Finding.problem(
            "memory",
            "%s, so that most events read and write RocksDB: set taskmanager.memory.task.heap.size to %s a slot (all: %s), raise state.cache-percent, or spread the instruments over more tasks (parallelism.default is %d, at most %d)"
                .formatted(
                    words,
                    size(heapFor((each + FEWEST_ALIVE - 1) / FEWEST_ALIVE)),
                    size(heapFor(each)),
                    tasks,
                    JobEnvironment.MAX_PARALLELISM));
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? "%,d KiB".formatted((bytes + 1_023) / 1_024)
        : "%,d MiB".formatted((bytes + (1 << 20) - 1) >> 20);
  }
}
