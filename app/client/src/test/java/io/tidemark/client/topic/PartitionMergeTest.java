package io.tidemark.client.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionMergeTest {

  private static final TopicPartition A = new TopicPartition("a", 0);
  private static final TopicPartition B = new TopicPartition("b", 0);

  private final PartitionMerge<Integer> merge = new PartitionMerge<>(List.of(A, B));
  private final List<Integer> out = new ArrayList<>();

  @Test
  void partitionsInOrderGiveASequenceInOrder() {
    List.of(1, 4, 5, 9).forEach(each -> merge.add(A, each));
    List.of(2, 3, 5, 6, 10).forEach(each -> merge.add(B, each));
    while (merge.next(out::add)) {
      assertThat(out).isNotEmpty();
    }
    assertThat(out).containsExactly(1, 2, 3, 4, 5, 5, 6, 9, 10);
  }

  @Test
  void aPartitionKeepsItsOwnOrder() {
    List.of(7, 1).forEach(each -> merge.add(A, each));
    List.of(2, 8).forEach(each -> merge.add(B, each));
    while (merge.next(out::add)) {
      assertThat(out).isNotEmpty();
    }
    assertThat(out).containsExactly(2, 7, 1, 8);
  }

  @Test
  void itSaysOfWhichPartitionsNothingWaits() {
    assertThat(merge.empty()).containsExactlyInAnyOrder(A, B);
    merge.add(A, 1);
    assertThat(merge.empty()).containsExactly(B);
    assertThat(merge.next(out::add)).isTrue();
    assertThat(merge.next(out::add)).isFalse();
    assertThat(merge.empty()).containsExactlyInAnyOrder(A, B);
  }
}
