package io.tidemark.flink.kafka.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PartitionEndsTest {

  private static final TopicPartition TRADES = new TopicPartition("trades", 0);
  private static final TopicPartition BOOKS = new TopicPartition("books", 0);

  private final CountingConsumer consumer = new CountingConsumer();
  private final PartitionEnds ends = new PartitionEnds(consumer);

  @Test
  void nothingIsAskedBeforeAPartitionIsRead() {
    assertThat(ends.progress()).isEmpty();
    assertThat(consumer.questions).isZero();
  }

  @Test
  void theBrokersSayWhereAPartitionEnds() {
    assign();
    read(2);

    assertThat(ends.progress())
        .containsOnly(Map.entry(TRADES, new Progress(2, 5)), Map.entry(BOOKS, new Progress(0, 0)));
  }

  @Test
  void whileTheyDoNotAnswerTheConsumersLagCounts() {
    assign();
    read(2);
    consumer.setOffsetsException(new TimeoutException("no leader"));

    assertThat(ends.progress()).containsEntry(TRADES, new Progress(2, 5));
    assertThat(consumer.questions).isEqualTo(1);
    read(3);
    assertThat(ends.progress()).containsEntry(TRADES, new Progress(5, 5));
    assertThat(consumer.questions).as("they are not asked again at once").isEqualTo(1);
  }

  @Test
  void ofAPartitionWithoutALagNothingIsSaid() {
    assign();
    consumer.withoutLag = BOOKS;
    consumer.setOffsetsException(new TimeoutException("no leader"));

    assertThat(ends.progress()).containsOnlyKeys(TRADES);
  }

  private void assign() {
    Map<TopicPartition, Long> end = Map.of(TRADES, 5L, BOOKS, 0L);
    consumer.assign(end.keySet());
    consumer.updateBeginningOffsets(Map.of(TRADES, 0L, BOOKS, 0L));
    consumer.updateEndOffsets(end);
    consumer.seekToBeginning(end.keySet());
    consumer.poll(Duration.ZERO);
  }

  private void read(int records) {
    long position = consumer.position(TRADES);
    for (long offset = position; offset < position + records; offset++) {
      consumer.addRecord(new ConsumerRecord<>(TRADES.topic(), 0, offset, "", ""));
    }
    consumer.poll(Duration.ZERO);
  }

  private static final class CountingConsumer extends MockConsumer<String, String> {

    private int questions;
    private TopicPartition withoutLag = new TopicPartition("none", 0);

    CountingConsumer() {
      super("earliest");
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions, Duration timeout) {
      questions++;
      return super.endOffsets(partitions, timeout);
    }

    @Override
    public synchronized OptionalLong currentLag(TopicPartition partition) {
      return partition.equals(withoutLag) ? OptionalLong.empty() : super.currentLag(partition);
    }
  }
}
