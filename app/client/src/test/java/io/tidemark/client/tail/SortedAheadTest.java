package io.tidemark.client.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortedAheadTest {

  private final List<Long> out = new ArrayList<>();

  @Test
  void whatComesNoMoreThanSoManyTooLateIsInItsPlace() {
    play(new SortedAhead(3, 100), 1, 4, 2, 3, 9, 6, 5, 7, 8);
    assertThat(out).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void whatComesLaterStillFollowsAtOnce() {
    play(new SortedAhead(2, 100), 5, 6, 7, 1, 8);
    assertThat(out).containsExactly(5L, 1L, 6L, 7L, 8L);
  }

  @Test
  void noMoreBytesAreHeldThanItMay() {
    SortedAhead sorted = new SortedAhead(100, 25);
    for (long time : new long[] {3, 2, 1}) {
      sorted.take(record(time, 10), record -> out.add(record.time()));
    }
    assertThat(out).containsExactly(1L);
    sorted.take(record(9, 1_000), record -> out.add(record.time()));
    assertThat(out).containsExactly(1L, 2L, 3L, 9L);
  }

  private void play(SortedAhead sorted, long... times) {
    for (long time : times) {
      sorted.take(record(time, 1), record -> out.add(record.time()));
    }
    sorted.end(record -> out.add(record.time()));
  }

  private static TailRecord record(long time, int bytes) {
    return new TailRecord(time, "topic", 0, 0, bytes, "", () -> "");
  }
}
