package io.tidemark.client.topic;

import io.tidemark.flink.io.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads whole topics from their beginning, committed records only, without a consumer group. Every
 * call throws a {@link BrokerUnavailableException} if the brokers do not let it read.
 */
public final class TopicReader implements AutoCloseable {

  /** How long nothing may come of what is there; brokers that restart take less. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Partitions partitions;
  private final Duration patience;

  /**
   * Begins at the oldest record of every partition.
   *
   * @param clientProperties as {@code kafka.properties.*} of the jobs, with the bootstrap servers
   * @param topics their names in Kafka
   * @throws BrokerUnavailableException if one of them does not exist; with Kafka's exception as its
   *     cause if no client can be made of these properties, nobody answers, or a topic may not be
   *     read
   */
  public TopicReader(Properties clientProperties, List<String> topics) {
    this(
        new LivePartitions(
            clientProperties, topics, count -> IntStream.range(0, count).boxed().toList()));
  }

  private TopicReader(Partitions partitions) {
    this(partitions, PATIENCE);
  }

  TopicReader(Partitions partitions, Duration patience) {
    this.partitions = partitions;
    this.patience = patience;
  }

  /**
   * Reads of each topic only the partition in which Kafka's own partitioner files a key.
   *
   * @throws BrokerUnavailableException as the constructor says
   */
  public static TopicReader ofKey(Properties clientProperties, List<String> topics, String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return new TopicReader(
        new LivePartitions(
            clientProperties,
            topics,
            count -> List.of(BuiltInPartitioner.partitionForKey(bytes, count))));
  }

  /** Of the files of a broker that has ended, see {@link TopicSource#in}. */
  static TopicReader ofFiles(Path directory, List<String> topics) {
    return new TopicReader(new FilePartitions(directory, topics));
  }

  /** For one topic of the jobs without a prefix. */
  public static TopicReader of(String bootstrapServers, Topic... topics) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return new TopicReader(properties, List.of(topics).stream().map(Topic::topicName).toList());
  }

  /** Hands on what has come since the last call; waits a moment if nothing has. */
  public int poll(Consumer<ConsumerRecord<byte[], byte[]>> out) {
    List<ConsumerRecord<byte[], byte[]>> records = partitions.next();
    records.forEach(out);
    return records.size();
  }

  /** Hands on all that is there now, then returns. */
  public void drain(Consumer<ConsumerRecord<byte[], byte[]>> out) {
    pollTo(ends(), out);
  }

  /**
   * Hands on what comes until all up to there has been.
   *
   * @throws BrokerUnavailableException if nothing comes for a minute: the brokers, which said that
   *     it is there, have gone since
   */
  private void pollTo(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> out) {
    Advance advance = new Advance(ends);
    while (!hasReached(ends)) {
      poll(out);
      advance.require();
    }
  }

  /**
   * Hands on some more of what is there, and waits for it.
   *
   * @param ends how far it goes; not all of it has been handed on yet
   * @throws BrokerUnavailableException if nothing comes for a minute: the brokers, which said that
   *     it is there, have gone since
   */
  public void pollSome(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> out) {
    Advance advance = new Advance(ends);
    while (poll(out) == 0 && !hasReached(ends)) {
      advance.require();
    }
  }

  /** Whether reading goes on: positions pass markers of transactions, which are no records. */
  private final class Advance {

    private final Map<TopicPartition, Long> ends;
    private Map<TopicPartition, Long> reached;
    private long since = System.nanoTime();

    Advance(Map<TopicPartition, Long> ends) {
      this.ends = ends;
      this.reached = positions();
    }

    private Map<TopicPartition, Long> positions() {
      return ends.keySet().stream().collect(Collectors.toMap(each -> each, partitions::position));
    }

    void require() {
      Map<TopicPartition, Long> now = positions();
      if (!now.equals(reached)) {
        reached = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        throw new BrokerUnavailableException(
            "Nothing more came of "
                + ends.entrySet().stream()
                    .filter(end -> now.getOrDefault(end.getKey(), 0L) < end.getValue())
                    .map(
                        end ->
                            end.getKey()
                                + " (offset "
                                + now.get(end.getKey())
                                + " of "
                                + end.getValue()
                                + ")")
                    .sorted()
                    .collect(Collectors.joining(", "))
                + " for "
                + patience.toSeconds()
                + " s. The brokers have gone, or the partitions have no leader: try again when they"
                + " answer.",
            new TimeoutException("no record for " + patience));
      }
    }
  }

  /**
   * Hands on all that is there now, merged: of the records that come next in their partitions the
   * smallest one first. So each partition keeps its own order, and partitions that are in order
   * give one that is. Holds what one fetch brings of each partition.
   *
   * @param form what is handed on of a record
   */
  public <T extends Comparable<T>> void merge(
      Function<ConsumerRecord<byte[], byte[]>, T> form, Consumer<T> out) {
    Map<TopicPartition, Long> ends = ends();
    PartitionMerge<T> merge = new PartitionMerge<>(ends.keySet());
    Advance advance = new Advance(ends);
    while (true) {
      Set<TopicPartition> awaited = merge.empty();
      awaited.removeIf(each -> partitions.position(each) >= Objects.requireNonNull(ends.get(each)));
      if (!awaited.isEmpty()) {
        partitions.only(awaited);
        poll(
            record ->
                merge.add(
                    new TopicPartition(record.topic(), record.partition()), form.apply(record)));
        advance.require();
      } else if (!merge.next(out)) {
        partitions.only(ends.keySet());
        return;
      }
    }
  }

  /** Begins again at the oldest record of every partition. */
  public void rewind() {
    partitions.begins().forEach(partitions::seek);
  }

  /**
   * Hands on the last records of each partition that are there now, then returns.
   *
   * @param offsets how many offsets before the end; markers of transactions have one, too
   * @return whether these were all
   */
  public boolean drainLast(long offsets, Consumer<ConsumerRecord<byte[], byte[]>> out) {
    Map<TopicPartition, Long> begins = partitions.begins();
    Map<TopicPartition, Long> ends = ends();
    boolean whole = true;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long begin = Objects.requireNonNull(begins.get(end.getKey()));
      long from = Math.max(begin, end.getValue() - offsets);
      whole &= from == begin;
      partitions.seek(end.getKey(), from);
    }
    pollTo(ends, out);
    return whole;
  }

  /** Where each partition ends now. */
  public Map<TopicPartition, Long> ends() {
    return partitions.ends();
  }

  /** Whether all up to there has been handed on. */
  public boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> partitions.position(end.getKey()) >= end.getValue());
  }

  /** How many records the topics hold, transaction markers included. */
  public long size() {
    return ends().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    partitions.close();
  }
}
