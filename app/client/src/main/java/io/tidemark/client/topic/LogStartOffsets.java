package io.tidemark.client.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a broker that has ended wrote of the first offsets of its partitions, where they are not
 * those of their files: lines of topic, partition and offset behind two that say how many.
 */
final class LogStartOffsets {

  private static final String FILE = "log-start-offset-checkpoint";
  private static final int HEADER = 2;

  private LogStartOffsets() {}

  /** Empty where there is no such file. */
  static Map<TopicPartition, Long> of(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Map.of();
    }
    List<String> lines = Files.readAllLines(file);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (String line : lines.subList(Math.min(HEADER, lines.size()), lines.size())) {
      String[] words = line.split(" ", -1);
      if (words.length != 3) {
        throw new IOException(FILE + " has a line '" + line + "'");
      }
      offsets.put(
          new TopicPartition(words[0], Integer.parseInt(words[1])), Long.parseLong(words[2]));
    }
    return offsets;
  }
}
