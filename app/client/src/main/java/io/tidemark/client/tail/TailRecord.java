package io.tidemark.client.tail;

import java.util.Comparator;
import java.util.function.Supplier;

/**
 * One record that was read. The order is that of its own time; records of the same time have that
 * of topic, partition and offset.
 *
 * @param time its own, µs since the epoch; the time that Kafka has for one that cannot be read
 * @param topic its name in Kafka
 * @param partition of the topic
 * @param offset in the partition
 * @param bytes of its value
 * @param instrument what it is about; empty where it names none
 * @param text one line; made when it is printed
 */
record TailRecord(
    long time,
    String topic,
    int partition,
    long offset,
    int bytes,
    String instrument,
    Supplier<String> text)
    implements Comparable<TailRecord> {

  private static final Comparator<TailRecord> ORDER =
      Comparator.comparingLong(TailRecord::time)
          .thenComparing(TailRecord::topic)
          .thenComparingInt(TailRecord::partition)
          .thenComparingLong(TailRecord::offset);

  @Override
  public int compareTo(TailRecord other) {
    return ORDER.compare(this, other);
  }
}
