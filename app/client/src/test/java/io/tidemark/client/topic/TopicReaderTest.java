package io.tidemark.client.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class TopicReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition("signals.v1", 0);

  @Test
  void aReaderWhoseBrokersVanishSaysHowFarItCameAndEnds() {
    List<Long> read = new ArrayList<>();
    try (TopicReader reader = reader(new VanishingBrokers(5, 2))) {
      assertThatThrownBy(() -> reader.drain(record -> read.add(record.offset())))
          .isInstanceOf(BrokerUnavailableException.class)
          .hasMessageContaining("Nothing more came of signals.v1-0 (offset 2 of 5)")
          .hasMessageContaining("The brokers have gone");
    }
    assertThat(read).containsExactly(0L, 1L);
    try (TopicReader reader = reader(new VanishingBrokers(5, 2))) {
      assertThatThrownBy(() -> reader.drainLast(5, record -> {}))
          .isInstanceOf(BrokerUnavailableException.class);
    }
    try (TopicReader reader = reader(new VanishingBrokers(5, 2))) {
      assertThatThrownBy(() -> reader.merge(ConsumerRecord::offset, offset -> {}))
          .isInstanceOf(BrokerUnavailableException.class);
    }
    try (TopicReader reader = reader(new VanishingBrokers(5, 0))) {
      assertThatThrownBy(() -> reader.pollSome(reader.ends(), record -> {}))
          .isInstanceOf(BrokerUnavailableException.class);
    }
  }

  @Test
  void whatIsThereIsReadToItsEndHoweverLongOneWaitsForAPart() {
    List<Long> read = new ArrayList<>();
    try (TopicReader reader = reader(new VanishingBrokers(3, 3))) {
      reader.drain(record -> read.add(record.offset()));
    }
    assertThat(read).containsExactly(0L, 1L, 2L);
  }

  private static TopicReader reader(Partitions partitions) {
    return new TopicReader(partitions, Duration.ofMillis(50));
  }

  /** Says that there are so many records, and has answered for some when it falls silent. */
  private static final class VanishingBrokers implements Partitions {

    private final long end;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> answered = new ArrayDeque<>();
    private long position;
    private boolean silent;

    VanishingBrokers(long end, int answered) {
      this.end = end;
      byte[] value = "value".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < answered; i++) {
        this.answered.add(new ConsumerRecord<>(PARTITION.topic(), 0, i, value, value));
      }
    }

    @Override
    public Map<TopicPartition, Long> begins() {
      return Map.of(PARTITION, 0L);
    }

    @Override
    public Map<TopicPartition, Long> ends() {
      return Map.of(PARTITION, end);
    }

    @Override
    public long position(TopicPartition partition) {
      return position;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
      position = offset;
    }

    @Override
    public void only(Set<TopicPartition> read) {
      assertThat(read).containsAnyElementsOf(Set.of(PARTITION));
    }

    /** Every second question is answered. */
    @Override
    public List<ConsumerRecord<byte[], byte[]>> next() {
      silent = !silent;
      if (silent || answered.isEmpty()) {
        return List.of();
      }
      position++;
      return List.of(answered.remove());
    }

    @Override
    public void close() {
      answered.clear();
    }
  }
}
