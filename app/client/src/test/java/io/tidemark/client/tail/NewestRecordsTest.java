package io.tidemark.client.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestRecordsTest {

  @Test
  void whateverOrderTheyComeInTheNewestAreKeptAndTheNewestIsLast() {
    List<TailRecord> all = new ArrayList<>();
    for (String topic : List.of("a", "b")) {
      for (int partition = 0; partition < 3; partition++) {
        for (int offset = 0; offset < 50; offset++) {
          all.add(record(offset / 10, topic, partition, offset)); // ties between all of them
        }
      }
    }
    List<TailRecord> expected = all.stream().sorted().toList();
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(all, new Random(seed));
      int most = 1 + seed * 17;
      NewestRecords newest = new NewestRecords(most);
      all.forEach(newest::take);
      assertThat(newest.inOrder())
          .isEqualTo(expected.subList(Math.max(0, expected.size() - most), expected.size()));
    }
  }

  @Test
  void ofTheSameTimeTopicPartitionAndOffsetDecide() {
    assertThat(record(1, "z", 9, 9)).isLessThan(record(2, "a", 0, 0));
    assertThat(record(1, "a", 9, 9)).isLessThan(record(1, "b", 0, 0));
    assertThat(record(1, "a", 1, 9)).isLessThan(record(1, "a", 2, 0));
    assertThat(record(1, "a", 1, 8)).isLessThan(record(1, "a", 1, 9));
  }

  private static TailRecord record(long time, String topic, int partition, long offset) {
    return new TailRecord(time, topic, partition, offset, 1, "", () -> "");
  }
}
