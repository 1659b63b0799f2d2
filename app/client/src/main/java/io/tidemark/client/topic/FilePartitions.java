package io.tidemark.client.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Partitions in the log directory of a broker that has ended. */
final class FilePartitions implements Partitions {

  private final Map<TopicPartition, PartitionFiles> files = new LinkedHashMap<>();
  private final Set<TopicPartition> read = new HashSet<>();

  /**
   * @param directory of the broker
   * @param topics their names in Kafka
   * @throws BrokerUnavailableException if one of them does not exist, or cannot be read
   */
  FilePartitions(Path directory, List<String> topics) {
    boolean open = false;
    try {
      Map<TopicPartition, Long> begins = LogStartOffsets.of(directory);
      for (String topic : topics) {
        for (TopicPartition partition : partitions(directory, topic)) {
          long begin = begins.getOrDefault(partition, 0L);
          files.put(
              partition,
              new PartitionFiles(partition, directory.resolve(partition.toString()), begin));
        }
      }
      read.addAll(files.keySet());
      open = true;
    } catch (IOException e) {
      throw unreadable(directory, e);
    } catch (UncheckedIOException e) {
      throw unreadable(directory, Objects.requireNonNull(e.getCause(), "it wraps one"));
    } finally {
      if (!open) {
        close();
      }
    }
  }

  private static List<TopicPartition> partitions(Path directory, String topic) throws IOException {
    String prefix = topic + "-";
    try (Stream<Path> folders = Files.list(directory)) {
      List<TopicPartition> found =
          folders
              .map(each -> each.getFileName().toString())
              .filter(name -> name.startsWith(prefix))
              .map(name -> name.substring(prefix.length()))
              .filter(number -> number.matches("\\d{1,9}"))
              .map(number -> new TopicPartition(topic, Integer.parseInt(number)))
              .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
              .toList();
      if (found.isEmpty()) {
        throw UnreadableTopics.missing(topic);
      }
      return found;
    }
  }

  @Override
  public Map<TopicPartition, Long> begins() {
    return each(PartitionFiles::begin);
  }

  @Override
  public Map<TopicPartition, Long> ends() {
    return each(PartitionFiles::end);
  }

  private Map<TopicPartition, Long> each(ToLongFunction<PartitionFiles> offset) {
    return files.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> offset.applyAsLong(each.getValue())));
  }

  @Override
  public long position(TopicPartition partition) {
    return of(partition).position();
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    of(partition).seek(offset);
  }

  private PartitionFiles of(TopicPartition partition) {
    return Objects.requireNonNull(files.get(partition), partition::toString);
  }

  @Override
  public void only(Set<TopicPartition> wanted) {
    read.clear();
    read.addAll(wanted);
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> next() {
    for (TopicPartition partition : read) {
      PartitionFiles next = of(partition);
      if (next.position() < next.end()) {
        try {
          return next.next();
        } catch (IOException e) {
          throw unreadable(next.folder(), e);
        }
      }
    }
    return List.of();
  }

  @Override
  public void close() {
    files.values().forEach(PartitionFiles::close);
  }

  private static BrokerUnavailableException unreadable(Path directory, IOException e) {
    return new BrokerUnavailableException(
        "The records of the broker that has ended cannot be read from "
            + directory
            + ": "
            + e.getMessage()
            + ". Run ./tidemark demo anew.",
        e);
  }
}
