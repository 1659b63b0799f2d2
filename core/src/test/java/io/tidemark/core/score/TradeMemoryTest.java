package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TradeMemoryTest {

  private static final long NOW = 1_700_000_000_000_000L;

  private final TradeMemory memory = new TradeMemory();

  @Test
  void ofIdsThatGrowEachIsNewOnceWhateverTheirOrderWithinTheWindow() {
    Random random = new Random(3);
    Set<Long> before = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      long id = 5_000L + i - random.nextInt(TradeMemory.WINDOW - 1);
      assertThat(isNew(id, timeOf(id))).as("id " + id).isEqualTo(before.add(id));
    }
    assertThat(memory.scattered).isFalse();
  }

  @Test
  void idsThatLeaveSomeOutAndJumpAreKnownToo() {
    Random random = new Random(4);
    long id = 0;
    for (int i = 0; i < 10_000; i++) {
      id += 1 + random.nextInt(i % 100 == 0 ? 5_000 : 9);
      assertThat(isNew(id, timeOf(id))).isTrue();
      assertThat(isNew(id, timeOf(id))).isFalse();
    }
  }

  @Test
  void whatIsOlderThanTheWindowByIdAndTimeCountsAsRepeated() {
    isNew(10_000, timeOf(10_000));
    long before = 10_000 - TradeMemory.WINDOW;
    assertThat(isNew(before + 1, timeOf(before + 1))).isTrue();
    assertThat(isNew(before, timeOf(before))).isFalse();
    assertThat(memory.scattered).isFalse();
  }

  @Test
  void aVenueThatCountsAnewLosesNoTrade() {
    for (long id = 1; id <= 3_000; id++) {
      isNew(id, timeOf(id));
    }
    for (long id = 1; id <= 3_000; id++) {
      assertThat(isNew(id, timeOf(4_000 + id))).isTrue();
    }
    assertThat(isNew(3_000, timeOf(7_000))).isFalse();
  }

  @Test
  void numbersThatDoNotGrowLoseNoTradeAndAreKnownAmongTheRecentOnes() {
    Random random = new Random(5);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      ids.add(random.nextLong() >>> 14);
      assertThat(isNew(ids.get(i), NOW + i / 5)).as("trade " + i).isTrue();
      int again = i - random.nextInt(TradeMemory.RECENT);
      if (i > 1_000) {
        assertThat(isNew(ids.get(again), NOW + again / 5)).isFalse();
      }
    }
    assertThat(memory.scattered).isTrue();
  }

  @Test
  void idsThatAreNoNumbersAreKnownAmongTheRecentOnesAndThenForgotten() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      ids.add(new UUID(i * 0x9e3779b97f4a7c15L, i).toString());
      assertThat(memory.isNew(ids.get(i), NOW + i)).isTrue();
      assertThat(memory.isNew(ids.get(Math.max(0, i - 255)), NOW + Math.max(0, i - 255))).isFalse();
    }
    assertThat(memory.isNew(ids.get(2_000 - 257), NOW + 2_000 - 257)).isTrue();
    assertThat(memory.hashes).hasSize(TradeMemory.RECENT);
    assertThat(memory.largest).isEqualTo(-1);
  }

  @Test
  void oneWithoutAnIdIsAlwaysNew() {
    assertThat(memory.isNew("", NOW)).isTrue();
    assertThat(memory.isNew("", NOW)).isTrue();
  }

  @Test
  void anIdOfMoreDigitsThanALongHoldsIsNoNumber() {
    String large = "1234567890123456789";
    assertThat(memory.isNew(large, NOW)).isTrue();
    assertThat(memory.isNew(large, NOW)).isFalse();
    assertThat(memory.largest).isEqualTo(-1);
  }

  @Test
  void askingAllocatesNothing() {
    String[] ids = new String[2_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i % 2 == 0 ? Integer.toString(i) : new UUID(i, i).toString();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < 4; turn++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ids.length; i++) {
        memory.isNew(ids[i], NOW + turn * 10_000L + i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  private boolean isNew(long id, long eventTime) {
    return memory.isNew(Long.toString(id), eventTime);
  }

  private static long timeOf(long id) {
    return NOW + id * 1_000;
  }
}
