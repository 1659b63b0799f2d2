package io.tidemark.flink.state;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The heap on which a slot of a task manager may count, and what structs may take of it.
 *
 * @param bytes of the task heap, divided by the slots
 */
public record SlotHeap(long bytes) {

  /** What is kept beside a struct: its key, its places in two tables, when it changed. Bytes. */
  public static final long ENTRY_BYTES = 256;

  private static final int PERCENT = 100;
  private static final int TENTHS = 10;

  /**
   * Of a task manager.
   *
   * @param settings its own, in which Flink has put the sizes of its memory
   * @param jvmBytes the largest heap of its JVM: a cluster within a process has no task heap of a
   *     size
   */
  public static SlotHeap of(Configuration settings, long jvmBytes) {
    long task =
        settings
            .getOptional(TaskManagerOptions.TASK_HEAP_MEMORY)
            .map(MemorySize::getBytes)
            .orElse(Long.MAX_VALUE);
    return new SlotHeap(Math.min(task, jvmBytes) / settings.get(TaskManagerOptions.NUM_TASK_SLOTS));
  }

  /**
   * The cache of one operator, bytes; never nothing.
   *
   * @param percent of the slot's heap that all its operators' caches may take
   * @param tenths of that which are the operator's
   */
  public long cacheBytes(int percent, int tenths) {
    return Math.max(1, bytes / PERCENT * percent / TENTHS * tenths);
  }
}
