package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

class SlotHeapTest {

  private static final long MIB = 1 << 20;

  private final Configuration settings = new Configuration();

  @Test
  void theTaskHeapIsSharedByTheSlots() {
    settings.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(400));
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, 4);
    assertThat(SlotHeap.of(settings, 4_000 * MIB).bytes()).isEqualTo(100 * MIB);
  }

  @Test
  void aTaskHeapLargerThanTheJvmsIsNotCountedOn() {
    settings.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.MAX_VALUE);
    assertThat(SlotHeap.of(settings, 300 * MIB).bytes()).isEqualTo(300 * MIB);
    assertThat(SlotHeap.of(new Configuration(), 300 * MIB).bytes()).isEqualTo(300 * MIB);
  }

  @Test
  void theOperatorsOfASlotTakeTheirTenthsOfThePercentage() {
    SlotHeap heap = new SlotHeap(1_000_000);
    assertThat(heap.cacheBytes(25, 4)).isEqualTo(100_000);
    assertThat(heap.cacheBytes(25, 5) + heap.cacheBytes(25, 1)).isEqualTo(150_000);
    assertThat(new SlotHeap(3).cacheBytes(1, 1)).as("one struct always stays").isPositive();
  }
}
